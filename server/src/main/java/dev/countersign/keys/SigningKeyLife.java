package dev.countersign.keys;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.SigningKey;
import dev.countersign.crypto.SigningKeys;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredKey;
import dev.countersign.domain.StoredKey.State;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The life of signing keys: pending (published, not signing, at least 30 minutes) → active →
 * retired (published until the last token is dead) → deleted. One node changes them at a time,
 * under a lock on the issuer's row; every step looks at the store, so any node may take it.
 *
 * <p>Every issuer signs with RS256. A key of another algorithm is made when a client first asks for
 * it, and from then on has the same life, beside the others.
 */
public final class SigningKeyLife {
  /** What every verifier knows (OpenID Connect Core 1.0, section 15.1). */
  static final SigningAlgorithm STANDARD = SigningAlgorithm.RS256;

  private final Store store;
  private final KeyEncryption encryption;
  private final AuditLog audit;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;
  private final SigningKeyTiming timing;

  /**
   * Wires the life of keys.
   *
   * @param timing how long each stage lasts
   */
  public SigningKeyLife(
      Store store,
      KeyEncryption encryption,
      AuditLog audit,
      IdSource ids,
      SecureRandom random,
      InstantSource clock,
      SigningKeyTiming timing) {
    this.store = store;
    this.encryption = encryption;
    this.audit = audit;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.timing = timing;
  }

  /** How long each stage lasts. */
  public SigningKeyTiming timing() {
    return timing;
  }

  /** Makes the default issuer with its first key, or gives it the base URL configured now. */
  public void begin(String baseUrl) {
    Optional<Issuer> issuer = store.read(tx -> tx.issuers().defaultIssuer());
    if (issuer.isEmpty()) {
      // Made outside the transaction: a key pair takes a while.
      SigningKey first = SigningKeys.generate(STANDARD, random);
      store.write(tx -> begin(tx, baseUrl, first));
      return;
    }
    if (!issuer.get().baseUrl().equals(baseUrl)) {
      store.write(tx -> {
        tx.issuers().rename(issuer.get(), baseUrl);
        return true;
      });
    }
  }

  private boolean begin(Transaction tx, String baseUrl, SigningKey first) {
    // Counting takes a row lock, so of two first nodes the second finds the other's issuer.
    tx.counters().next("issuer_beginnings");
    if (tx.issuers().defaultIssuer().isPresent()) {
      return false;
    }
    Issuer issuer = new Issuer(ids.next(), baseUrl, null);
    tx.issuers().add(issuer, clock.instant());
    add(tx, issuer, first, State.ACTIVE, Origin.CLI);
    return true;
  }

  /**
   * Makes the issuer's first key of that algorithm, unless it has one that signs. It signs at once:
   * nobody holds a token of an earlier one, and whoever checks the first token has to fetch the
   * keys.
   */
  public void begin(Issuer issuer, SigningAlgorithm algorithm) {
    SigningKey first = SigningKeys.generate(algorithm, random);
    store.write(tx -> {
      tx.issuers().lock(issuer.id());
      if (keysOf(tx, issuer, algorithm).stream().anyMatch(key -> key.state() == State.ACTIVE)) {
        return false;
      }
      add(tx, issuer, first, State.ACTIVE, Origin.CLI);
      return true;
    });
  }

  /** Takes every step that is due. */
  public void advance() {
    for (Issuer issuer : store.read(tx -> tx.issuers().list())) {
      for (SigningAlgorithm algorithm : used(issuer)) {
        if (due(issuer, algorithm)) {
          SigningKey spare = SigningKeys.generate(algorithm, random);
          store.write(tx -> advance(tx, issuer, spare));
        }
      }
    }
  }

  /** The algorithms the issuer has keys of, and the one it never is without. */
  private Set<SigningAlgorithm> used(Issuer issuer) {
    Set<SigningAlgorithm> used = EnumSet.of(STANDARD);
    for (StoredKey key : store.read(tx -> tx.signingKeys().list())) {
      if (key.issuerId() == issuer.id()) {
        used.add(algorithm(key));
      }
    }
    return used;
  }

  private boolean due(Issuer issuer, SigningAlgorithm algorithm) {
    Instant now = clock.instant();
    List<StoredKey> keys = store.read(tx -> keysOf(tx, issuer, algorithm));
    return timing.needsPending(keys, now)
        || keys.stream().anyMatch(key -> timing.maySign(key, now) || timing.mayGo(key, now));
  }

  private boolean advance(Transaction tx, Issuer issuer, SigningKey spare) {
    tx.issuers().lock(issuer.id());
    Instant now = clock.instant();
    for (StoredKey key : keysOf(tx, issuer, spare.algorithm())) {
      if (timing.maySign(key, now)) {
        activate(tx, issuer, key, now);
      } else if (timing.mayGo(key, now)) {
        tx.signingKeys().delete(key.kid());
        tell(tx, AuditKind.SIGNING_KEY_DELETED, key.kid(), Origin.CLI);
      }
    }
    if (timing.needsPending(keysOf(tx, issuer, spare.algorithm()), now)) {
      add(tx, issuer, spare, State.PENDING, Origin.CLI);
    }
    return true;
  }

  /** As {@link #rotate(Issuer, SigningAlgorithm, Origin)}, for the algorithm all issuers have. */
  public StoredKey rotate(Issuer issuer, Origin origin) {
    return rotate(issuer, STANDARD, origin);
  }

  /** Publishes the next key now; it signs after the pending time. Answers the pending key. */
  public StoredKey rotate(Issuer issuer, SigningAlgorithm algorithm, Origin origin) {
    SigningKey next = SigningKeys.generate(algorithm, random);
    return store.write(tx -> {
      tx.issuers().lock(issuer.id());
      return keysOf(tx, issuer, algorithm).stream()
          .filter(key -> key.state() == State.PENDING)
          .findFirst()
          .orElseGet(() -> add(tx, issuer, next, State.PENDING, origin));
    });
  }

  /**
   * Removes a key at once: every token it signed is refused from now on. When it was the one that
   * signs, the pending key, or a new one, signs in its place without waiting. False when there is
   * no such key.
   */
  public boolean revoke(String kid, Origin origin) {
    Optional<StoredKey> found =
        store.read(tx -> tx.signingKeys().list()).stream()
            .filter(key -> key.kid().equals(kid))
            .findFirst();
    if (found.isEmpty()) {
      return false;
    }
    SigningKey spare = SigningKeys.generate(algorithm(found.get()), random);
    return store.write(tx -> revoke(tx, found.get(), spare, origin));
  }

  private boolean revoke(Transaction tx, StoredKey key, SigningKey spare, Origin origin) {
    tx.issuers().lock(key.issuerId());
    if (!tx.signingKeys().delete(key.kid())) {
      return false;
    }
    tell(tx, AuditKind.SIGNING_KEY_REVOKED, key.kid(), origin);
    Issuer issuer =
        tx.issuers().list().stream()
            .filter(one -> one.id() == key.issuerId())
            .findFirst()
            .orElseThrow();
    List<StoredKey> left = keysOf(tx, issuer, spare.algorithm());
    if (left.stream().anyMatch(one -> one.state() == State.ACTIVE)) {
      return true;
    }
    Supplier<StoredKey> made = () -> add(tx, issuer, spare, State.PENDING, origin);
    StoredKey next =
        left.stream().filter(one -> one.state() == State.PENDING).findFirst().orElseGet(made);
    activate(tx, issuer, next, clock.instant());
    return true;
  }

  private void activate(Transaction tx, Issuer issuer, StoredKey next, Instant now) {
    for (StoredKey key : keysOf(tx, issuer, algorithm(next))) {
      if (key.state() == State.ACTIVE) {
        tx.signingKeys().retire(key.kid(), now);
        tell(tx, AuditKind.SIGNING_KEY_RETIRED, key.kid(), Origin.CLI);
      }
    }
    tx.signingKeys().activate(next.kid(), now);
    tell(tx, AuditKind.SIGNING_KEY_ACTIVATED, next.kid(), Origin.CLI);
  }

  private StoredKey add(Transaction tx, Issuer issuer, SigningKey key, State state, Origin origin) {
    Instant now = clock.instant();
    Instant activatedAt = null;
    if (state == State.ACTIVE) {
      activatedAt = now;
    }
    StoredKey stored =
        new StoredKey(
            key.kid(),
            issuer.id(),
            key.algorithm().joseName(),
            state,
            key.publicJwk(),
            encryption.encrypt(key.privateJwk().bytes(), KeyRing.binding(key.kid())),
            now,
            activatedAt,
            null);
    tx.signingKeys().add(stored);
    tell(tx, AuditKind.SIGNING_KEY_CREATED, key.kid(), origin);
    return stored;
  }

  private void tell(Transaction tx, AuditKind kind, String kid, Origin origin) {
    About about = About.SERVER.with("{\"kid\":\"" + kid + "\"}");
    audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
  }

  private static List<StoredKey> keysOf(Transaction tx, Issuer issuer, SigningAlgorithm algorithm) {
    return tx.signingKeys().list().stream()
        .filter(key -> key.issuerId() == issuer.id() && algorithm(key) == algorithm)
        .toList();
  }

  private static SigningAlgorithm algorithm(StoredKey key) {
    return SigningAlgorithm.of(key.algorithm()).orElseThrow();
  }
}
