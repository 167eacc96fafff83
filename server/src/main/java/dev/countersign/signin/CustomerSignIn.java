package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Signs a customer's program in with one of the customer's keys, for an opaque token. */
public final class CustomerSignIn {
  private static final CustomerId NOBODY = new CustomerId(Long.MAX_VALUE);

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
    String nameKey = Name.lookupKey(request.customerName()).orElse("");
    PresentedKey presented = PresentedKey.of(request.key());
    Candidate candidate = store.read(tx -> identify(tx, nameKey, presented));
    return steps.run(new CustomerAttempt(request, presented, candidate, presented.guess(nameKey)));
  }

  private static Candidate identify(Transaction tx, String nameKey, PresentedKey presented) {
    Optional<Customer> customer = tx.customers().byNameKey(nameKey);
    // An unknown customer costs the same lookups, and then the same hash.
    CustomerId whose = customer.map(Customer::id).orElse(NOBODY);
    return new Candidate(customer, presented.candidate(tx, whose));
  }

  /** Whom the request is about, as far as it can be told. */
  private record Candidate(Optional<Customer> customer, Optional<ApiKey> key) {}

  private final class CustomerAttempt implements Attempt<Grant> {
    private final Request request;
    private final Candidate candidate;
    private final PresentedKey presented;
    private final Guess guess;

    CustomerAttempt(Request request, PresentedKey presented, Candidate candidate, Guess guess) {
      this.request = request;
      this.presented = presented;
      this.candidate = candidate;
      this.guess = guess;
    }

    @Override
    public Guess guess() {
      return guess;
    }

    @Override
    public Origin origin() {
      return request.origin();
    }

    @Override
    public boolean verify() {
      return presented.matches(candidate.key(), hasher);
    }

    @Override
    public Optional<Grant> commit(Transaction tx) {
      return PresentedKey.unchanged(tx, candidate.key().orElseThrow()).map(key -> begin(tx, key));
    }

    private Grant begin(Transaction tx, ApiKey key) {
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
      return new Grant(token, candidate.customer().orElseThrow(), createdAt, request.ttl());
    }

    @Override
    public About about() {
      return candidate.customer().map(Customer::id).map(About::customer).orElse(About.SERVER);
    }
  }
}
