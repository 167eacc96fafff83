package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.function.LongConsumer;

/** Who has roles, of their own and not through a group. */
final class RoleRoster implements Roster {
  @Override
  public String type() {
    return "role-holders";
  }

  @Override
  public String name() {
    return "role";
  }

  @Override
  public void each(Reading reading, LongConsumer sets) {
    LabelKind.ROLES.each(reading, role -> sets.accept(role.id()));
  }

  @Override
  public boolean exists(Transaction tx, CustomerId customer, long set) {
    return tx.roles().byId(customer, set).isPresent();
  }

  @Override
  public List<UserId> page(
      Transaction tx, CustomerId customer, long set, long afterUser, int limit) {
    return tx.roles().holders(customer, set, afterUser, limit);
  }

  @Override
  public void add(Transaction tx, CustomerId customer, long set, List<UserId> users) {
    users.forEach(user -> tx.roles().grantToUser(customer, set, user));
  }
}
