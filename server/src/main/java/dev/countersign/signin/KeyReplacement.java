package dev.countersign.signin;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.ApiKeyAdministration;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * Replaces one of a customer's keys by a generated one, for whoever knows it. Knowing it is proved
 * as at a sign-in: counted, queued and audited by the same steps.
 */
public final class KeyReplacement {
  private final Store store;
  private final SignInSteps steps;
  private final PasswordHasher hasher;
  private final ApiKeyAdministration keys;

  public KeyReplacement(
      Store store, SignInSteps steps, PasswordHasher hasher, ApiKeyAdministration keys) {
    this.store = store;
    this.steps = steps;
    this.hasher = hasher;
    this.keys = keys;
  }

  /**
   * A request to replace a key.
   *
   * @param customer who asks
   * @param customerName the customer's name
   * @param current the key that is to be replaced
   * @param origin where it came from
   */
  public record Request(CustomerId customer, String customerName, Secret current, Origin origin) {}

  /** Replaces the key: from then on it, and every token got with it, is dead. */
  public SignInResult<NewKey> replace(Request request) {
    PresentedKey presented = PresentedKey.of(request.current());
    Optional<ApiKey> candidate = store.read(tx -> presented.candidate(tx, request.customer()));
    String nameKey = Name.lookupKey(request.customerName()).orElse("");
    return steps.run(new Replacing(request, presented, candidate, presented.guess(nameKey)));
  }

  private final class Replacing implements Attempt<NewKey> {
    private final Request request;
    private final PresentedKey presented;
    private final Optional<ApiKey> candidate;
    private final Guess guess;

    Replacing(Request request, PresentedKey presented, Optional<ApiKey> candidate, Guess guess) {
      this.request = request;
      this.presented = presented;
      this.candidate = candidate;
      this.guess = guess;
    }

    @Override
    public AuditKind kind() {
      return AuditKind.API_KEY_ROTATED;
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
      return presented.matches(candidate, hasher);
    }

    @Override
    public Optional<NewKey> commit(Transaction tx) {
      return PresentedKey.locked(tx, candidate.orElseThrow())
          .map(current -> keys.replace(tx, current));
    }

    @Override
    public boolean known() {
      // Whatever was presented: who asks is signed in, and answers for it.
      return true;
    }

    @Override
    public About about() {
      About customer = About.customer(request.customer());
      return candidate
          .map(key -> customer.with("{\"replaced\":\"" + key.id() + "\"}"))
          .orElse(customer);
    }
  }
}
