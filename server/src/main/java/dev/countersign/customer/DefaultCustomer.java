package dev.countersign.customer;

import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.keys.KeyRing;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The customer a request means that names none: the one whose own issuer's address was called, else
 * the configured default, else the customer that was created first. That one stays meant for good:
 * once it is deleted nobody is, and never another customer in its place.
 */
public final class DefaultCustomer {
  private static final String FIRST = "default_customer";

  private final Store store;
  private final KeyRing ring;
  private final Optional<String> configured;

  public DefaultCustomer(Store store, KeyRing ring, Optional<String> configured) {
    this.store = store;
    this.ring = ring;
    this.configured = configured;
  }

  /** The customer meant by a request to that host and port; absent while there is none. */
  public Optional<CustomerId> of(Optional<String> authority) {
    Optional<CustomerId> called = authority.flatMap(this::ownerOf);
    if (called.isPresent()) {
      return called;
    }
    Optional<Customer> meant =
        configured
            .flatMap(Name::lookupKey)
            .flatMap(key -> store.read(tx -> tx.customers().byNameKey(key)));
    if (meant.isEmpty() && configured.isEmpty()) {
      meant = store.read(DefaultCustomer::first);
    }
    return meant.map(Customer::id);
  }

  /** Notes which customer was the first; whoever creates or deletes one calls it. */
  public static void remember(Transaction tx) {
    tx.customers().oldest().ifPresent(oldest -> tx.counters().claim(FIRST, oldest.id().value()));
  }

  private static Optional<Customer> first(Transaction tx) {
    OptionalLong remembered = tx.counters().value(FIRST);
    if (remembered.isEmpty()) {
      // Nothing was created or deleted since this is noted, so the oldest is still the first.
      return tx.customers().oldest();
    }
    return tx.customers().byId(new CustomerId(remembered.getAsLong()));
  }

  private Optional<CustomerId> ownerOf(String authority) {
    return ring.issuers().stream()
        .filter(issuer -> issuer.owner().isPresent())
        .filter(issuer -> authority.equalsIgnoreCase(URI.create(issuer.baseUrl()).getAuthority()))
        .findFirst()
        .flatMap(Issuer::owner);
  }
}
