package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import dev.countersign.domain.StoredKey.State;
import dev.countersign.keys.SigningKeyCopies;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The keys tokens are signed with. Where the issuer here has a key that signs, one that comes is
 * published beside it until the last token it signed is dead; where it has none, it signs.
 */
final class SigningKeyKind implements RecordKind<SigningKeyKind.Issued> {
  private final SigningKeyCopies keys;
  private final InstantSource clock;

  SigningKeyKind(SigningKeyCopies keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A key and who signs with it.
   *
   * @param issuer who
   * @param key the key, without its private half
   * @param privateJwk the private half
   */
  record Issued(Issuer issuer, StoredKey key, Secret privateJwk) {}

  @Override
  public String type() {
    return "signing-key";
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public void each(Reading reading, Consumer<Issued> sink) {
    each(reading.tx(), Optional.of(reading.customer()), sink);
  }

  /** The keys of a customer's own issuer, or, with no customer, of the default one. */
  void each(Transaction tx, Optional<CustomerId> owner, Consumer<Issued> sink) {
    List<StoredKey> all = tx.signingKeys().list();
    for (Issuer issuer : tx.issuers().list()) {
      if (issuer.owner().equals(owner)) {
        all.stream()
            .filter(key -> key.issuerId() == issuer.id())
            .forEach(key -> sink.accept(new Issued(issuer, key, keys.opened(key))));
      }
    }
  }

  @Override
  public Identity identity(Issued issued) {
    return new Identity(issued.issuer().owner(), issued.key().kid());
  }

  @Override
  public void write(Issued issued, ObjectNode open, ObjectNode secret) {
    StoredKey key = issued.key();
    open.put("issuer", Long.toString(issued.issuer().id()));
    open.put("baseUrl", issued.issuer().baseUrl());
    open.put("algorithm", key.algorithm());
    open.put("state", key.state().name());
    open.put("publicJwk", key.publicJwk());
    open.put("createdAt", key.createdAt().toString());
    Optional.ofNullable(key.activatedAt()).ifPresent(at -> open.put("activatedAt", at.toString()));
    Optional.ofNullable(key.retiredAt()).ifPresent(at -> open.put("retiredAt", at.toString()));
    secret.put("privateJwk", issued.privateJwk().text());
  }

  @Override
  public Issued read(Fields open, Optional<Fields> secret) {
    Fields hidden = Fields.required(secret);
    CustomerId owner = null;
    if (open.has("customer")) {
      owner = open.customer();
    }
    Issuer issuer = new Issuer(open.id("issuer"), open.text("baseUrl"), owner);
    StoredKey key =
        new StoredKey(
            open.text("id"),
            issuer.id(),
            open.text("algorithm"),
            open.one("state", State.class),
            open.text("publicJwk"),
            new byte[0],
            open.instant("createdAt"),
            open.optionalInstant("activatedAt").orElse(null),
            open.optionalInstant("retiredAt").orElse(null));
    Secret privateJwk = Secret.of(hidden.text("privateJwk"));
    if (!SigningKeyCopies.usable(key, privateJwk)) {
      throw new InvalidRecord("its two halves are no key of its algorithm");
    }
    return new Issued(issuer, key, privateJwk);
  }

  /** A key is named by its thumbprint: one that is here is the same, wherever it is in its life. */
  @Override
  public Optional<Issued> find(Transaction tx, Issued issued) {
    return tx.signingKeys().list().stream()
        .filter(key -> key.kid().equals(issued.key().kid()))
        .findFirst()
        .map(_ -> issued);
  }

  @Override
  public Optional<String> obstacle(Here here, Issued issued) {
    return issued.issuer().owner().flatMap(here::missingCustomer);
  }

  @Override
  public void store(Writing writing, Issued issued, Optional<Issued> old) {
    Transaction tx = writing.tx();
    Issuer issuer =
        tx.issuers().list().stream()
            .filter(one -> one.owner().equals(issued.issuer().owner()))
            .findFirst()
            .orElseGet(() -> added(tx, issued.issuer()));
    tx.issuers().lock(issuer.id());
    tx.signingKeys().add(placed(tx, issuer, issued));
  }

  private Issuer added(Transaction tx, Issuer issuer) {
    tx.issuers().add(issuer, clock.instant());
    return issuer;
  }

  private StoredKey placed(Transaction tx, Issuer issuer, Issued issued) {
    StoredKey key = issued.key();
    boolean another =
        tx.signingKeys().list().stream()
            .anyMatch(one ->
                one.issuerId() == issuer.id()
                    && one.state() == State.ACTIVE
                    && one.algorithm().equals(key.algorithm()));
    boolean retires = another && key.state() != State.RETIRED;
    return new StoredKey(
        key.kid(),
        issuer.id(),
        key.algorithm(),
        retires ? State.RETIRED : key.state(),
        key.publicJwk(),
        keys.sealed(key.kid(), issued.privateJwk()),
        key.createdAt(),
        key.activatedAt(),
        retires ? clock.instant() : key.retiredAt());
  }
}
