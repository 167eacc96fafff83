package dev.countersign.group;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Map;

/** Where the claims {@code groups} and {@code roles} come from. */
public final class GroupClaims {
  private final Store store;

  public GroupClaims(Store store) {
    this.store = store;
  }

  /** Both, by the names of the claims (RFC 9068, section 2.2.3.1; RFC 7643, section 4.1.2). */
  public Map<String, Object> claims(User user) {
    return store.read(tx ->
        Map.of(
            "groups", groups(tx, user.customerId(), user.id()),
            "roles", roles(tx, user.customerId(), user.id())));
  }

  /** The names of the groups a person is in, in order. */
  public List<String> groups(CustomerId customer, UserId user) {
    return store.read(tx -> groups(tx, customer, user));
  }

  /** The same, within a transaction. */
  public List<String> groups(Transaction tx, CustomerId customer, UserId user) {
    return tx.groups().ofUser(customer, user).stream().map(UserGroup::name).toList();
  }

  /** The names of the roles a person has, their groups' included, in order. */
  public List<String> roles(CustomerId customer, UserId user) {
    return store.read(tx -> roles(tx, customer, user));
  }

  /** The same, within a transaction. */
  public List<String> roles(Transaction tx, CustomerId customer, UserId user) {
    return tx.roles().ofUser(customer, user).stream().map(UserRole::name).toList();
  }
}
