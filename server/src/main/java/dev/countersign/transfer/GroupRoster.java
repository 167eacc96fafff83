package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.function.LongConsumer;

/** Who is in groups. */
final class GroupRoster implements Roster {
  @Override
  public String type() {
    return "group-members";
  }

  @Override
  public String name() {
    return "group";
  }

  @Override
  public void each(Reading reading, LongConsumer sets) {
    LabelKind.GROUPS.each(reading, group -> sets.accept(group.id()));
  }

  @Override
  public boolean exists(Transaction tx, CustomerId customer, long set) {
    return tx.groups().byId(customer, set).isPresent();
  }

  @Override
  public List<UserId> page(
      Transaction tx, CustomerId customer, long set, long afterUser, int limit) {
    return tx.groups().members(customer, set, afterUser, limit);
  }

  @Override
  public void add(Transaction tx, CustomerId customer, long set, List<UserId> users) {
    users.forEach(user -> tx.groups().addMember(customer, set, user));
  }
}
