package dev.countersign.signin;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Signs a customer's program in with one of the customer's keys, for an opaque token. */
public final class CustomerSignIn {
  private final Store store;
  private final SignInSteps steps;
  private final PasswordHasher hasher;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;

  public CustomerSignIn(
      Store store,
      SignInSteps steps,
      PasswordHasher hasher,
      IdSource ids,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.steps = steps;
    this.hasher = hasher;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A request to sign in.
   *
   * @param customerName as presented
   * @param key a chosen password or a generated key
   * @param ttl how long the token is to live
   * @param origin where it came from
   */
  public record Request(String customerName, Secret key, Duration ttl, Origin origin) {}

  /**
   * What a customer is given.
   *
   * @param token the opaque token, known to nobody else
   * @param customer who signed in
   * @param createdAt when the token's life began
   * @param ttl how long it is
   */
  public record Grant(OpaqueToken token, Customer customer, Instant createdAt, Duration ttl) {}

  /** Signs in. */
  public SignInResult<Grant> signIn(Request request) {
    return steps.run(
        new CustomerAttempt<>(
            store,
            hasher,
            request.customerName(),
            request.key(),
            request.origin(),
            (tx, customer, key) -> begin(tx, customer, key, request)));
  }

  private Grant begin(Transaction tx, Customer customer, ApiKey key, Request request) {
    Instant createdAt = clock.instant();
    Instant expiresAt = createdAt.plus(request.ttl());
    Session session =
        new Session(
            new SessionId(ids.next()),
            key.customerId(),
            new Subject.OfCustomer(key.id()),
            request.origin().dialect(),
            "pwd",
            key.scopes(),
            null,
            createdAt,
            expiresAt,
            null);
    OpaqueToken token = OpaqueToken.generate(random);
    tx.sessions().add(session);
    tx.sessions().addToken(token.digest().bytes(), session.id(), createdAt, expiresAt);
    return new Grant(token, customer, createdAt, request.ttl());
  }
}
