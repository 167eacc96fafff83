package dev.countersign.customer;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.PasswordPolicy;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Creating, listing and removing customers. */
public final class CustomerAdministration {
  /** The label of the key that is a chosen password. */
  public static final String PASSWORD_LABEL = "password";

  private final Store store;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final AuditLog audit;
  private final IdSource ids;
  private final InstantSource clock;

  public CustomerAdministration(
      Store store,
      PasswordHasher hasher,
      PasswordPolicy policy,
      AuditLog audit,
      IdSource ids,
      InstantSource clock) {
    this.store = store;
    this.hasher = hasher;
    this.policy = policy;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Creates a customer whose first key is that password, with all scopes.
   *
   * @throws InvalidInput when the name or the password cannot be used
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public Customer create(String name, Secret password, Origin origin) {
    Name checked = Name.of("The customer's name", name);
    policy
        .refusal(password, List.of(name))
        .ifPresent(reason -> {
          throw new InvalidInput(reason);
        });
    String verifier = hasher.hash(password);
    Instant now = clock.instant();
    Customer customer =
        new Customer(new CustomerId(ids.next()), checked.given(), checked.key(), now);
    ApiKey key =
        new ApiKey(
            new ApiKeyId(ids.next()),
            customer.id(),
            PASSWORD_LABEL,
            ApiKey.Kind.PASSWORD,
            verifier,
            Scope.all(),
            now);
    return store.write(tx -> {
      tx.customers().add(customer);
      tx.apiKeys().add(key);
      DefaultCustomer.remember(tx);
      About about = About.customer(customer.id());
      audit.append(tx, AuditKind.CUSTOMER_CREATED, AuditLog.SUCCESS, origin, about);
      return customer;
    });
  }

  /** All of them, by name. */
  public List<Customer> list() {
    return store.read(tx -> tx.customers().list());
  }

  /** By name, starting after that name key, at most so many. */
  public List<Customer> list(String afterNameKey, int limit) {
    return store.read(tx -> tx.customers().list(afterNameKey, limit));
  }

  /** The same, of those whose name begins so. */
  public List<Customer> list(String beginning, String afterNameKey, int limit) {
    if (beginning.isEmpty()) {
      return list(afterNameKey, limit);
    }
    return Name.lookupKey(beginning)
        .map(key -> store.read(tx -> tx.customers().list(key, afterNameKey, limit)))
        .orElse(List.of());
  }

  /** The customer of that name. */
  public Optional<Customer> find(String name) {
    return Name.lookupKey(name).flatMap(key -> store.read(tx -> tx.customers().byNameKey(key)));
  }

  /** The customer of that id. */
  public Optional<Customer> find(CustomerId id) {
    return store.read(tx -> tx.customers().byId(id));
  }

  /** Removes a customer with everything it owns; false when somebody else did first. */
  public boolean delete(Customer customer, Origin origin) {
    return store.write(tx -> {
      DefaultCustomer.remember(tx);
      if (!tx.customers().delete(customer.id())) {
        return false;
      }
      tx.faceChanges().append(customer.id(), null, FaceChange.Kind.ALL, clock.instant());
      About about = About.customer(customer.id());
      audit.append(tx, AuditKind.CUSTOMER_DELETED, AuditLog.SUCCESS, origin, about);
      return true;
    });
  }
}
