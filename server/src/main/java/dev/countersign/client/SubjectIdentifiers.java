package dev.countersign.client;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The {@code sub} that a client knows a person by (OpenID Connect Core 1.0, section 8). */
public final class SubjectIdentifiers {
  private final Store store;
  private final KeyEncryption encryption;
  private final SecureRandom random;

  /** They never change once they are made. */
  private final ConcurrentMap<CustomerId, MacKey> secrets = new ConcurrentHashMap<>();

  public SubjectIdentifiers(Store store, KeyEncryption encryption, SecureRandom random) {
    this.store = store;
    this.encryption = encryption;
    this.random = random;
  }

  /**
   * The person's decimal id, or for a client with pairwise subjects 43 characters that only this
   * server can lead back. May read the store, and write to it for a customer's first; so it never
   * runs in a transaction.
   */
  public String of(Client client, UserId user) {
    if (client.settings().subjectType() == SubjectType.PUBLIC) {
      return user.toString();
    }
    // Section 8.1: "Distinct Sector Identifier values MUST result in distinct Subject Identifier
    // values. The algorithm MUST be deterministic." A line end is in neither part.
    byte[] named = (SectorIdentifiers.of(client) + "\n" + user).getBytes(StandardCharsets.UTF_8);
    byte[] tag = secret(client.customerId()).tag(named);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
  }

  private MacKey secret(CustomerId customer) {
    MacKey known = secrets.get(customer);
    if (known != null) {
      return known;
    }
    byte[] sealed =
        store
            .read(tx -> tx.pairwiseSecrets().of(customer))
            .orElseGet(() -> store.write(tx -> storedOrNew(tx, customer)));
    MacKey opened = MacKey.of(encryption.decrypt(sealed, binding(customer)));
    secrets.put(customer, opened);
    return opened;
  }

  private byte[] storedOrNew(Transaction tx, CustomerId customer) {
    byte[] secret = new byte[MacKey.LENGTH];
    random.nextBytes(secret);
    // Of two nodes at once the second finds the first one's.
    tx.pairwiseSecrets().add(customer, encryption.encrypt(secret, binding(customer)));
    return tx.pairwiseSecrets().of(customer).orElseThrow();
  }

  private static Binding binding(CustomerId customer) {
    return new Binding("pairwise_secret", "sealed", customer.value(), customer.toString());
  }
}
