package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.UserRole;
import dev.countersign.naming.Label;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Roles, by name; who has them are records of their own. */
final class RoleKind implements RecordKind<UserRole> {
  @Override
  public String type() {
    return "role";
  }

  @Override
  public void each(Reading reading, Consumer<UserRole> sink) {
    List<UserRole> page = reading.tx().roles().list(reading.customer(), "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      page = reading.tx().roles().list(reading.customer(), page.getLast().nameKey(), PAGE);
    }
  }

  @Override
  public Identity identity(UserRole role) {
    return Identity.of(role.customerId(), role.id());
  }

  @Override
  public void write(UserRole role, ObjectNode open, ObjectNode secret) {
    open.put("name", role.name());
    open.put("description", role.description());
    open.put("createdAt", role.createdAt().toString());
  }

  @Override
  public UserRole read(Fields open, Optional<Fields> secret) {
    Label name = Label.of("A role's name", open.text("name"));
    return new UserRole(
        open.customer(),
        open.id("id"),
        name.given(),
        name.key(),
        open.text("description"),
        open.instant("createdAt"));
  }

  @Override
  public Optional<UserRole> find(Transaction tx, UserRole role) {
    return tx.roles().byId(role.customerId(), role.id());
  }

  @Override
  public Optional<String> obstacle(Here here, UserRole role) {
    Optional<String> taken =
        here.tx()
            .roles()
            .byNameKey(role.customerId(), role.nameKey())
            .filter(other -> other.id() != role.id())
            .map(other -> "another role here has the name (id " + other.id() + ")");
    return taken.or(() -> here.missingCustomer(role.customerId()));
  }

  @Override
  public void store(Writing writing, UserRole role, Optional<UserRole> old) {
    if (old.isPresent()) {
      writing.tx().roles().update(role);
    } else {
      writing.tx().roles().add(role);
    }
  }
}
