package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.GeneratedKey;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Customer;
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
import java.util.HexFormat;
import java.util.Optional;

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
    String nameKey = Name.lookupKey(request.customerName()).orElse("");
    Optional<GeneratedKey> generated = GeneratedKey.parse(request.key().text());
    Candidate candidate = store.read(tx -> identify(tx, nameKey, generated));
    Guess guess = new Guess("customer\n" + nameKey, Optional.empty(), generated.isEmpty());
    return steps.run(new CustomerAttempt(request, candidate, generated, guess));
  }

  private static Candidate identify(
      Transaction tx, String nameKey, Optional<GeneratedKey> generated) {
    Optional<Customer> customer = tx.customers().byNameKey(nameKey);
    if (customer.isEmpty()) {
      return new Candidate(Optional.empty(), Optional.empty());
    }
    Optional<ApiKey> key = tx.apiKeys().passwordsOf(customer.get().id()).stream().findFirst();
    if (generated.isPresent()) {
      key =
          tx.apiKeys()
              .byId(new ApiKeyId(generated.get().id()))
              .filter(found -> found.customerId().equals(customer.get().id()))
              .filter(found -> found.kind() == ApiKey.Kind.GENERATED);
    }
    return new Candidate(customer, key);
  }

  /** Whom the request is about, as far as it can be told. */
  private record Candidate(Optional<Customer> customer, Optional<ApiKey> key) {}

  private final class CustomerAttempt implements Attempt<Grant> {
    private final Request request;
    private final Candidate candidate;
    private final Optional<GeneratedKey> generated;
    private final Guess guess;

    CustomerAttempt(
        Request request, Candidate candidate, Optional<GeneratedKey> generated, Guess guess) {
      this.request = request;
      this.candidate = candidate;
      this.generated = generated;
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
      if (generated.isPresent()) {
        Secret presented = Secret.of(HexFormat.of().formatHex(generated.get().digest().bytes()));
        return candidate.key().map(ApiKey::verifier).map(Secret::of).stream()
            .anyMatch(presented::equals);
      }
      // An unknown customer, or one without a password, costs a hash like any other.
      return hasher.verify(
              request.key(), candidate.key().map(ApiKey::verifier).orElse(hasher.decoy()))
          && candidate.key().isPresent();
    }

    @Override
    public Optional<Grant> commit(Transaction tx) {
      ApiKey key = candidate.key().orElseThrow();
      Optional<ApiKey> now = tx.apiKeys().byId(key.id());
      if (now.isEmpty() || !now.get().verifier().equals(key.verifier())) {
        return Optional.empty();
      }
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
      return Optional.of(
          new Grant(token, candidate.customer().orElseThrow(), createdAt, request.ttl()));
    }

    @Override
    public About about() {
      return candidate.customer().map(Customer::id).map(About::customer).orElse(About.SERVER);
    }
  }
}
