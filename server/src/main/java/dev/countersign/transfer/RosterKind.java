package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who is in search spaces, groups or roles, some hundred people to a record. */
final class RosterKind implements RecordKind<RosterKind.Members> {
  private final Roster roster;

  RosterKind(Roster roster) {
    this.roster = roster;
  }

  /**
   * Some of those in a set.
   *
   * @param customer the isolation boundary
   * @param set the set's id
   * @param users at least one
   */
  record Members(CustomerId customer, long set, List<UserId> users) {}

  @Override
  public String type() {
    return roster.type();
  }

  @Override
  public void each(Reading reading, Consumer<Members> sink) {
    roster.each(reading, set -> each(reading, set, sink));
  }

  private void each(Reading reading, long set, Consumer<Members> sink) {
    CustomerId customer = reading.customer();
    List<UserId> page = roster.page(reading.tx(), customer, set, 0, PAGE);
    while (!page.isEmpty()) {
      sink.accept(new Members(customer, set, page));
      page = roster.page(reading.tx(), customer, set, page.getLast().value(), PAGE);
    }
  }

  @Override
  public Identity identity(Members members) {
    return Identity.of(members.customer(), members.set() + "/" + members.users().getFirst());
  }

  @Override
  public void write(Members members, ObjectNode open, ObjectNode secret) {
    open.put("of", Long.toString(members.set()));
    ArrayNode users = open.putArray("users");
    members.users().forEach(user -> users.add(user.toString()));
  }

  @Override
  public Members read(Fields open, Optional<Fields> secret) {
    List<UserId> users = new ArrayList<>();
    for (String user : open.texts("users")) {
      users.add(
          UserId.parse(user).orElseThrow(() -> new InvalidRecord("its \"users\" are not all ids")));
    }
    if (users.isEmpty()) {
      throw new InvalidRecord("it names no users");
    }
    return new Members(open.customer(), open.id("of"), users);
  }

  /** Present when all of them are in it; others who are as well do not matter. */
  @Override
  public Optional<Members> find(Transaction tx, Members members) {
    Set<UserId> missing = new HashSet<>(members.users());
    long last = members.users().stream().mapToLong(UserId::value).max().orElse(0);
    long after = members.users().stream().mapToLong(UserId::value).min().orElse(1) - 1;
    List<UserId> page = roster.page(tx, members.customer(), members.set(), after, PAGE);
    while (!page.isEmpty() && !missing.isEmpty() && after < last) {
      page.forEach(missing::remove);
      after = page.getLast().value();
      page = roster.page(tx, members.customer(), members.set(), after, PAGE);
    }
    return Optional.of(members).filter(_ -> missing.isEmpty());
  }

  @Override
  public Optional<String> obstacle(Here here, Members members) {
    boolean known =
        here.coming().test(members.set())
            || roster.exists(here.tx(), members.customer(), members.set());
    if (!known) {
      return Optional.of(roster.name() + " " + members.set() + " is not here");
    }
    List<UserId> asked =
        members.users().stream().filter(user -> !here.coming().test(user.value())).toList();
    int found = here.tx().users().byIds(members.customer(), asked).size();
    if (found < asked.size()) {
      return Optional.of((asked.size() - found) + " of its users are not here");
    }
    return Optional.empty();
  }

  @Override
  public void store(Writing writing, Members members, Optional<Members> old) {
    roster.add(writing.tx(), members.customer(), members.set(), members.users());
  }
}
