package dev.countersign.token;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What clients know people by: the person's id, or another name for each sector. */
public final class Subjects {
  private final Store store;
  private final KeyEncryption encryption;
  private final SecureRandom random;
  private final ConcurrentMap<CustomerId, MacKey> secrets = new ConcurrentHashMap<>();

  public Subjects(Store store, KeyEncryption encryption, SecureRandom random) {
    this.store = store;
    this.encryption = encryption;
    this.random = random;
  }

  /** The {@code sub} of that person at that client. */
  public String of(Client client, UserId user) {
    if (client.settings().subjectType() == SubjectType.PUBLIC) {
      return user.toString();
    }
    // OpenID Connect Core 1.0, section 8.1: "The Subject Identifier value MUST NOT be reversible by
    // any party other than the OpenID Provider"; "Distinct Sector Identifier values MUST result in
    // distinct Subject Identifier values"; "The algorithm MUST be deterministic."
    String named = sector(client) + "\n" + user;
    return Digests.encoded(secret(client.customerId()).tag(named.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Section 8.1: "the Sector Identifier used for pairwise identifier calculation is the host
   * component of the registered redirect_uri", or that of the {@code sector_identifier_uri}. A
   * client without either is its own sector.
   */
  private static String sector(Client client) {
    return Optional.ofNullable(client.settings().sectorIdentifierUri())
        .or(() -> client.settings().redirectUris().stream().findFirst())
        .map(uri -> URI.create(uri).getHost())
        .orElseGet(() -> client.id().toString());
  }

  private MacKey secret(CustomerId customer) {
    return secrets.computeIfAbsent(customer, this::read);
  }

  private MacKey read(CustomerId customer) {
    byte[] sealed =
        store.read(tx -> tx.pairwiseSecrets().of(customer)).orElseGet(() -> made(customer));
    return MacKey.of(encryption.decrypt(sealed, binding(customer)));
  }

  private byte[] made(CustomerId customer) {
    byte[] secret = new byte[MacKey.LENGTH];
    random.nextBytes(secret);
    byte[] sealed = encryption.encrypt(secret, binding(customer));
    return store.write(tx -> {
      tx.pairwiseSecrets().add(customer, sealed);
      // Whoever was first, there is one secret.
      return tx.pairwiseSecrets().of(customer).orElseThrow();
    });
  }

  /** The secret the customer's pairwise subjects are made of, if there is one. */
  public Optional<Secret> stored(Transaction tx, CustomerId customer) {
    return tx.pairwiseSecrets()
        .of(customer)
        .map(sealed -> Secret.of(encryption.decrypt(sealed, binding(customer))));
  }

  /** Gives the customer that secret, which was made elsewhere, unless it has one. */
  public void keep(Transaction tx, CustomerId customer, Secret secret) {
    tx.pairwiseSecrets().add(customer, encryption.encrypt(secret.bytes(), binding(customer)));
  }

  private static Binding binding(CustomerId customer) {
    return new Binding("pairwise_secret", "sealed", customer.value(), customer.toString());
  }
}
