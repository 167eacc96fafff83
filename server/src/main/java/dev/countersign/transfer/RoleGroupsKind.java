package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The groups whose members have a role, all of a role's in one record. */
final class RoleGroupsKind implements RecordKind<RoleGroupsKind.Given> {
  /**
   * A role that groups have.
   *
   * @param customer the isolation boundary
   * @param role the role's id
   * @param groups the groups' ids
   */
  record Given(CustomerId customer, long role, List<Long> groups) {}

  @Override
  public String type() {
    return "role-groups";
  }

  @Override
  public void each(Reading reading, Consumer<Given> sink) {
    LabelKind.ROLES.each(
        reading,
        role -> {
          List<Long> groups = groups(reading.tx(), role.customerId(), role.id());
          if (!groups.isEmpty()) {
            sink.accept(new Given(role.customerId(), role.id(), groups));
          }
        });
  }

  private static List<Long> groups(Transaction tx, CustomerId customer, long role) {
    return tx.roles().groupsWith(customer, role).stream().map(UserGroup::id).sorted().toList();
  }

  @Override
  public Identity identity(Given given) {
    return Identity.of(given.customer(), given.role());
  }

  @Override
  public void write(Given given, ObjectNode open, ObjectNode secret) {
    ArrayNode groups = open.putArray("groups");
    given.groups().forEach(group -> groups.add(Long.toString(group)));
  }

  @Override
  public Given read(Fields open, Optional<Fields> secret) {
    List<Long> groups =
        open.texts("groups").stream()
            .map(text ->
                UserId.parse(text)
                    .orElseThrow(() -> new InvalidRecord("its \"groups\" are not all ids"))
                    .value())
            .sorted()
            .toList();
    return new Given(open.customer(), open.id("id"), groups);
  }

  /** Present when all of them have it; others that have it as well do not matter. */
  @Override
  public Optional<Given> find(Transaction tx, Given given) {
    List<Long> here = groups(tx, given.customer(), given.role());
    return Optional.of(given).filter(_ -> here.containsAll(given.groups()));
  }

  @Override
  public Optional<String> obstacle(Here here, Given given) {
    Transaction tx = here.tx();
    CustomerId customer = given.customer();
    if (!here.coming().test(given.role()) && tx.roles().byId(customer, given.role()).isEmpty()) {
      return Optional.of("role " + given.role() + " is not here");
    }
    return given.groups().stream()
        .filter(group -> !here.coming().test(group) && tx.groups().byId(customer, group).isEmpty())
        .findFirst()
        .map(group -> "group " + group + " is not here");
  }

  @Override
  public void store(Writing writing, Given given, Optional<Given> old) {
    given
        .groups()
        .forEach(group -> writing.tx().roles().grantToGroup(given.customer(), given.role(), group));
  }
}
