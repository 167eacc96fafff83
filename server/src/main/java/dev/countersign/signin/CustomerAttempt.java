package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.Optional;

/** One check of a customer's name and key, whatever it is to grant. */
final class CustomerAttempt<T> implements Attempt<T> {
  private static final CustomerId NOBODY = new CustomerId(Long.MAX_VALUE);

  private final PasswordHasher hasher;
  private final String nameKey;
  private final PresentedKey presented;
  private final Origin origin;
  private final Candidate candidate;
  private final Grants<T> grants;

  /**
   * Identifies whom the name and key are about.
   *
   * @param grants what follows when they are right
   */
  CustomerAttempt(
      Store store,
      PasswordHasher hasher,
      String customerName,
      Secret key,
      Origin origin,
      Grants<T> grants) {
    this.hasher = hasher;
    this.nameKey = Name.lookupKey(customerName).orElse("");
    this.presented = PresentedKey.of(key);
    this.origin = origin;
    this.grants = grants;
    this.candidate = store.read(this::identify);
  }

  private Candidate identify(Transaction tx) {
    Optional<Customer> customer = tx.customers().byNameKey(nameKey);
    // An unknown customer costs the same lookups, and then the same hash.
    CustomerId whose = customer.map(Customer::id).orElse(NOBODY);
    return new Candidate(customer, presented.candidate(tx, whose));
  }

  @Override
  public Guess guess() {
    return presented.guess(nameKey);
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public boolean verify() {
    return presented.matches(candidate.key(), hasher);
  }

  @Override
  public Optional<T> commit(Transaction tx) {
    return PresentedKey.held(tx, candidate.key().orElseThrow())
        .map(key -> grants.grant(tx, candidate.customer().orElseThrow(), key));
  }

  @Override
  public boolean known() {
    return candidate.key().isPresent();
  }

  @Override
  public About about() {
    return candidate.customer().map(Customer::id).map(About::customer).orElse(About.SERVER);
  }

  /** What follows from a right key, in the transaction that ends the attempt. */
  interface Grants<T> {
    T grant(Transaction tx, Customer customer, ApiKey key);
  }

  /** Whom the request is about, as far as it can be told. */
  private record Candidate(Optional<Customer> customer, Optional<ApiKey> key) {}
}
