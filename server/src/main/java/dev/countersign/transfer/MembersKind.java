package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who is in a search space, some hundred people to a record. */
final class MembersKind implements RecordKind<MembersKind.Members> {
  /**
   * Some members of a space.
   *
   * @param customer the isolation boundary
   * @param space the space's id
   * @param users ids in their order, at least one
   */
  record Members(CustomerId customer, long space, List<UserId> users) {}

  @Override
  public String type() {
    return "search-space-members";
  }

  @Override
  public void each(Reading reading, Consumer<Members> sink) {
    SpaceKind.each(reading.tx(), reading, space -> each(reading.tx(), space, sink));
  }

  private static void each(Transaction tx, SearchSpace space, Consumer<Members> sink) {
    List<UserId> page = tx.searchSpaces().memberPage(space, 0, PAGE);
    while (!page.isEmpty()) {
      sink.accept(new Members(space.customerId(), space.id(), page));
      page = tx.searchSpaces().memberPage(space, page.getLast().value(), PAGE);
    }
  }

  @Override
  public Identity identity(Members members) {
    return Identity.of(members.customer(), members.space() + "/" + members.users().getFirst());
  }

  @Override
  public void write(Members members, ObjectNode open, ObjectNode secret) {
    open.put("space", Long.toString(members.space()));
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
    return new Members(open.customer(), open.id("space"), users);
  }

  /** Present when all of them are members; others who are as well do not matter. */
  @Override
  public Optional<Members> find(Transaction tx, Members members) {
    Optional<SearchSpace> space = tx.searchSpaces().find(members.customer(), members.space());
    if (space.isEmpty()) {
      return Optional.empty();
    }
    Set<UserId> missing = new HashSet<>(members.users());
    long last = members.users().stream().mapToLong(UserId::value).max().orElse(0);
    long after = members.users().stream().mapToLong(UserId::value).min().orElse(1) - 1;
    List<UserId> page = tx.searchSpaces().memberPage(space.get(), after, PAGE);
    while (!page.isEmpty() && !missing.isEmpty() && after < last) {
      page.forEach(missing::remove);
      after = page.getLast().value();
      page = tx.searchSpaces().memberPage(space.get(), after, PAGE);
    }
    return Optional.of(members).filter(_ -> missing.isEmpty());
  }

  @Override
  public Optional<String> obstacle(Here here, Members members) {
    boolean known =
        here.coming().test(members.space())
            || here.tx().searchSpaces().find(members.customer(), members.space()).isPresent();
    if (!known) {
      return Optional.of("search space " + members.space() + " is not here");
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
    writing
        .tx()
        .searchSpaces()
        .find(members.customer(), members.space())
        .ifPresent(space -> writing.tx().searchSpaces().addMembers(space, members.users()));
  }
}
