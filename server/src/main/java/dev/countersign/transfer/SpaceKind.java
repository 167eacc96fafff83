package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.SearchSpace;
import dev.countersign.naming.Label;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Search spaces, by name; their members are records of their own. */
final class SpaceKind implements RecordKind<SearchSpace> {
  @Override
  public String type() {
    return "search-space";
  }

  @Override
  public void each(Reading reading, Consumer<SearchSpace> sink) {
    List<SearchSpace> page = reading.tx().searchSpaces().page(reading.customer(), 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = reading.tx().searchSpaces().page(reading.customer(), page.getLast().id(), PAGE);
    }
  }

  @Override
  public Identity identity(SearchSpace space) {
    return Identity.of(space.customerId(), space.id());
  }

  @Override
  public void write(SearchSpace space, ObjectNode open, ObjectNode secret) {
    open.put("name", space.name());
  }

  @Override
  public SearchSpace read(Fields open, Optional<Fields> secret) {
    Label name = Label.of("A search space's name", open.text("name"));
    return new SearchSpace(open.customer(), open.id("id"), name.given(), name.key());
  }

  @Override
  public Optional<SearchSpace> find(Transaction tx, SearchSpace space) {
    return tx.searchSpaces().find(space.customerId(), space.id());
  }

  @Override
  public Optional<String> obstacle(Here here, SearchSpace space) {
    Optional<String> taken =
        here.tx()
            .searchSpaces()
            .byNameKey(space.customerId(), space.nameKey())
            .filter(other -> other.id() != space.id())
            .map(other -> "another search space here has the name (id " + other.id() + ")");
    return taken.or(() -> here.missingCustomer(space.customerId()));
  }

  @Override
  public void store(Writing writing, SearchSpace space, Optional<SearchSpace> old) {
    old.ifPresent(before -> writing.tx().searchSpaces().delete(before));
    writing.tx().searchSpaces().add(space);
  }
}
