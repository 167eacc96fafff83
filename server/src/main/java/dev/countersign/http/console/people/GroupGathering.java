package dev.countersign.http.console.people;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.group.Administrators;
import dev.countersign.group.GroupAdministration;
import dev.countersign.group.RoleAdministration;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Optional;

/** Groups: people under one name, and the roles that everybody in them has. */
final class GroupGathering implements Gathering {
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final PeopleFeatures features;
  private final GroupAdministration groups;
  private final RoleAdministration roles;
  private final OwnPlace place;

  GroupGathering(PeopleFeatures features) {
    this.features = features;
    this.groups = features.groups();
    this.roles = features.roles();
    this.place = new OwnPlace(features.administrators());
  }

  @Override
  public String path() {
    return "/groups";
  }

  @Override
  public String key() {
    return "console.groups";
  }

  @Override
  public boolean described() {
    return true;
  }

  private UserGroup group(CustomerId customer, long id) {
    return groups.find(customer, id).orElseThrow(() -> new NotFound("the group"));
  }

  @Override
  public List<Item> list(CustomerId customer, String after, int limit) {
    return groups.list(customer, after, limit).stream().map(Item::of).toList();
  }

  @Override
  public Optional<Item> find(CustomerId customer, long id) {
    return groups.find(customer, id).map(Item::of);
  }

  @Override
  public Item create(CustomerId customer, String name, String description, Origin origin) {
    return Item.of(groups.create(customer, name, description, origin));
  }

  @Override
  public void update(
      CustomerId customer, Item item, String name, String description, Origin origin) {
    groups.update(customer, item.id(), Optional.of(name), Optional.of(description), origin);
  }

  @Override
  public boolean delete(CustomerId customer, Item item, Origin origin) {
    return groups.delete(customer, item.id(), origin);
  }

  @Override
  public List<UserId> members(CustomerId customer, Item item, long after, int limit) {
    return groups.members(group(customer, item.id()), after, limit);
  }

  @Override
  public void add(CustomerId customer, Item item, UserId user, Origin origin) {
    groups.addMember(customer, item.id(), user, origin);
  }

  @Override
  public boolean remove(CustomerId customer, Item item, UserId user, Origin origin) {
    return groups.removeMember(customer, item.id(), user, origin);
  }

  @Override
  public Optional<String> stays(ConsoleRequest request, Item item) {
    return place.without(request, item.id());
  }

  @Override
  public Optional<String> keeps(ConsoleRequest request, Item item, UserId user) {
    return place.leaving(request, user, item.id());
  }

  @Override
  public List<Section> more(ConsoleRequest request, Item item) {
    Messages words = request.words();
    String path = request.path("/groups/" + item.id() + "/roles");
    UserGroup group = group(request.customerId(), item.id());
    Table table =
        Table.of(
            words,
            "console.groups.roles",
            Column.named(words, "console.", "name", "description", "users.act"),
            roles.ofGroup(group).stream().map(role -> row(request, path, role)).toList(),
            "console.groups.roles.none");
    Field role = Field.text("role", words.text("console.user.add.role"), "off", "");
    return List.of(
        Section.of(words.text("console.groups.roles"))
            .saying(words.text("console.groups.roles.lead"))
            .listing(table)
            .asking(LineForm.of(path, words.text("console.user.add.role.submit"), role)));
  }

  private static List<Cell> row(ConsoleRequest request, String path, UserRole role) {
    return List.of(
        new Cell.Link(role.name(), request.path("/roles/" + role.id())),
        new Cell.Words(role.description()),
        new Cell.Act(
            request.words().text("console.remove"),
            role.name(),
            path + "/" + role.id() + "/revoke"));
  }

  @Override
  public List<Route> moreRoutes() {
    return List.of(
        features.routes().act("/groups/{item}/roles", this::grant),
        features.routes().act("/groups/{item}/roles/{role}/revoke", this::revoke));
  }

  private Reply grant(ConsoleRequest request) {
    UserGroup group = group(request.customerId(), request.id("item"));
    Optional<UserRole> role = roles.find(request.customerId(), request.field("role"));
    if (role.isEmpty()) {
      return request.problem(UNPROCESSABLE, request.words().text("console.users.no-role"));
    }
    roles.grantToGroup(request.customerId(), role.get().id(), group.id(), request.origin());
    return ConsoleRequest.done(request.path("/groups/" + group.id()), "granted");
  }

  private Reply revoke(ConsoleRequest request) {
    UserGroup group = group(request.customerId(), request.id("item"));
    UserRole role =
        roles
            .find(request.customerId(), request.id("role"))
            .orElseThrow(() -> new NotFound("the role"));
    if (Administrators.have(role)) {
      Optional<String> objection = place.without(request, group.id());
      if (objection.isPresent()) {
        return request.problem(CONFLICT, objection.get());
      }
    }
    if (!roles.revokeFromGroup(request.customerId(), role.id(), group.id(), request.origin())) {
      throw new NotFound("the role");
    }
    return ConsoleRequest.done(request.path("/groups/" + group.id()), "revoked");
  }
}
