package dev.countersign.http.console.people;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.group.RoleAdministration;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Optional;

/** Roles: who has them, themselves or by a group. */
final class RoleGathering implements Gathering {
  private final RoleAdministration roles;
  private final OwnPlace place;

  RoleGathering(PeopleFeatures features) {
    this.roles = features.roles();
    this.place = new OwnPlace(features.administrators());
  }

  @Override
  public String path() {
    return "/roles";
  }

  @Override
  public String key() {
    return "console.roles";
  }

  @Override
  public boolean described() {
    return true;
  }

  private UserRole role(CustomerId customer, Item item) {
    return roles.find(customer, item.id()).orElseThrow(() -> new NotFound("the role"));
  }

  @Override
  public List<Item> list(CustomerId customer, String after, int limit) {
    return roles.list(customer, after, limit).stream().map(Item::of).toList();
  }

  @Override
  public Optional<Item> find(CustomerId customer, long id) {
    return roles.find(customer, id).map(Item::of);
  }

  @Override
  public Item create(CustomerId customer, String name, String description, Origin origin) {
    return Item.of(roles.create(customer, name, description, origin));
  }

  @Override
  public void update(
      CustomerId customer, Item item, String name, String description, Origin origin) {
    roles.update(customer, item.id(), Optional.of(name), Optional.of(description), origin);
  }

  @Override
  public boolean delete(CustomerId customer, Item item, Origin origin) {
    return roles.delete(customer, item.id(), origin);
  }

  @Override
  public List<UserId> members(CustomerId customer, Item item, long after, int limit) {
    return roles.holders(role(customer, item), after, limit);
  }

  @Override
  public void add(CustomerId customer, Item item, UserId user, Origin origin) {
    roles.grant(customer, item.id(), user, origin);
  }

  @Override
  public boolean remove(CustomerId customer, Item item, UserId user, Origin origin) {
    return roles.revoke(customer, item.id(), user, origin);
  }

  @Override
  public Optional<String> keepsName(ConsoleRequest request, Item item) {
    return place.changing(request, role(request.customerId(), item));
  }

  @Override
  public Optional<String> stays(ConsoleRequest request, Item item) {
    return place.changing(request, role(request.customerId(), item));
  }

  @Override
  public Optional<String> keeps(ConsoleRequest request, Item item, UserId user) {
    return place.losing(request, user, role(request.customerId(), item));
  }

  @Override
  public List<Section> more(ConsoleRequest request, Item item) {
    Messages words = request.words();
    Table table =
        Table.of(
            words,
            "console.roles.groups",
            Column.named(words, "console.", "name", "description"),
            roles.groupsWith(role(request.customerId(), item)).stream()
                .map(group ->
                    List.<Cell>of(
                        new Cell.Link(group.name(), request.path("/groups/" + group.id())),
                        new Cell.Words(group.description())))
                .toList(),
            "console.roles.groups.none");
    return List.of(Section.of(words.text("console.roles.groups")).listing(table));
  }
}
