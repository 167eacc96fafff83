package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.UserGroup;
import dev.countersign.naming.Label;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Groups of people, by name; who is in them are records of their own. */
final class GroupKind implements RecordKind<UserGroup> {
  @Override
  public String type() {
    return "group";
  }

  @Override
  public void each(Reading reading, Consumer<UserGroup> sink) {
    List<UserGroup> page = reading.tx().groups().list(reading.customer(), "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = reading.tx().groups().list(reading.customer(), page.getLast().nameKey(), PAGE);
    }
  }

  @Override
  public Identity identity(UserGroup group) {
    return Identity.of(group.customerId(), group.id());
  }

  @Override
  public void write(UserGroup group, ObjectNode open, ObjectNode secret) {
    open.put("name", group.name());
    open.put("description", group.description());
    open.put("createdAt", group.createdAt().toString());
  }

  @Override
  public UserGroup read(Fields open, Optional<Fields> secret) {
    Label name = Label.of("A group's name", open.text("name"));
    return new UserGroup(
        open.customer(),
        open.id("id"),
        name.given(),
        name.key(),
        open.text("description"),
        open.instant("createdAt"));
  }

  @Override
  public Optional<UserGroup> find(Transaction tx, UserGroup group) {
    return tx.groups().byId(group.customerId(), group.id());
  }

  @Override
  public Optional<String> obstacle(Here here, UserGroup group) {
    Optional<String> taken =
        here.tx()
            .groups()
            .byNameKey(group.customerId(), group.nameKey())
            .filter(other -> other.id() != group.id())
            .map(other -> "another group here has the name (id " + other.id() + ")");
    return taken.or(() -> here.missingCustomer(group.customerId()));
  }

  @Override
  public void store(Writing writing, UserGroup group, Optional<UserGroup> old) {
    if (old.isPresent()) {
      writing.tx().groups().update(group);
    } else {
      writing.tx().groups().add(group);
    }
  }
}
