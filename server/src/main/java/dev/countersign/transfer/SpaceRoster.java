package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.function.LongConsumer;

/** Who is in search spaces. */
final class SpaceRoster implements Roster {
  @Override
  public String type() {
    return "search-space-members";
  }

  @Override
  public String name() {
    return "search space";
  }

  @Override
  public void each(Reading reading, LongConsumer sets) {
    new SpaceKind().each(reading, space -> sets.accept(space.id()));
  }

  @Override
  public boolean exists(Transaction tx, CustomerId customer, long set) {
    return tx.searchSpaces().find(customer, set).isPresent();
  }

  @Override
  public List<UserId> page(
      Transaction tx, CustomerId customer, long set, long afterUser, int limit) {
    return tx.searchSpaces().memberPage(named(customer, set), afterUser, limit);
  }

  @Override
  public void add(Transaction tx, CustomerId customer, long set, List<UserId> users) {
    tx.searchSpaces().addMembers(named(customer, set), users);
  }

  /** Members are found by the space's id alone. */
  private static SearchSpace named(CustomerId customer, long set) {
    return new SearchSpace(customer, set, "", "");
  }
}
