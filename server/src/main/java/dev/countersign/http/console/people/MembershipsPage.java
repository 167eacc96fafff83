package dev.countersign.http.console.people;

import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import java.util.List;
import java.util.Optional;

/** {@code …/users/{user}/groups}: the groups a person is in and the roles they have. */
final class MembershipsPage implements Endpoint {
  private static final String PATH = "/groups";
  private static final String GROUP = "group";
  private static final String ROLE = "role";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final PeopleFeatures features;
  private final OwnPlace place;

  MembershipsPage(PeopleFeatures features) {
    this.features = features;
    this.place = new OwnPlace(features.administrators());
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().page(PATH, person -> page(person, 200, Problems.NONE)),
        features.person().act(PATH + "/join", this::join),
        features.person().act(PATH + "/{group}/leave", this::leave),
        features.person().act("/roles/grant", this::grant),
        features.person().act("/roles/{role}/revoke", this::revoke));
  }

  private Reply join(Person person) {
    Optional<UserGroup> group =
        features.groups().find(person.customer(), person.request().field(GROUP));
    if (group.isEmpty()) {
      String unknown = person.text("console.users.no-group");
      return page(person, UNPROCESSABLE, Problems.of(GROUP, unknown));
    }
    features.groups().addMember(person.customer(), group.get().id(), person.id(), person.origin());
    return person.done(PATH, "joined");
  }

  private Reply leave(Person person) {
    long group = person.request().id("group");
    Optional<String> objection = place.leaving(person.request(), person.id(), group);
    if (objection.isPresent()) {
      return person.request().problem(CONFLICT, objection.get());
    }
    if (!features.groups().removeMember(person.customer(), group, person.id(), person.origin())) {
      throw new NotFound("the group");
    }
    return person.done(PATH, "left");
  }

  private Reply grant(Person person) {
    Optional<UserRole> role =
        features.roles().find(person.customer(), person.request().field(ROLE));
    if (role.isEmpty()) {
      String unknown = person.text("console.users.no-role");
      return page(person, UNPROCESSABLE, Problems.of(ROLE, unknown));
    }
    features.roles().grant(person.customer(), role.get().id(), person.id(), person.origin());
    return person.done(PATH, "granted");
  }

  private Reply revoke(Person person) {
    UserRole role =
        features
            .roles()
            .find(person.customer(), person.request().id("role"))
            .orElseThrow(() -> new NotFound("the role"));
    Optional<String> objection = place.losing(person.request(), person.id(), role);
    if (objection.isPresent()) {
      return person.request().problem(CONFLICT, objection.get());
    }
    if (!features.roles().revoke(person.customer(), role.id(), person.id(), person.origin())) {
      throw new NotFound("the role");
    }
    return person.done(PATH, "revoked");
  }

  private Reply page(Person person, int status, Problems problems) {
    Section groups = Section.of(person.text("console.groups.title")).listing(groups(person));
    Section roles = Section.of(person.text("console.roles.title")).listing(roles(person));
    if (!person.head().untouchable()) {
      groups = groups.asking(form(person, "/groups/join", GROUP));
      roles = roles.asking(form(person, "/roles/grant", ROLE));
    }
    return person.page(status, problems, groups, roles);
  }

  private static LineForm form(Person person, String path, String what) {
    String typed = person.request().exchange().safe() ? "" : person.request().field(what);
    Field field = Field.text(what, person.text("console.user.add." + what), "off", typed);
    return LineForm.of(
        person.path(path), person.text("console.user.add." + what + ".submit"), field);
  }

  private Table groups(Person person) {
    return table(
        person,
        "groups",
        features.groups().ofUser(person.customer(), person.id()).stream()
            .map(group ->
                row(
                    new Cell.Link(group.name(), person.request().path("/groups/" + group.id())),
                    group.description(),
                    act(person, group.name(), "/groups/" + group.id() + "/leave")))
            .toList());
  }

  private Table roles(Person person) {
    List<Long> own =
        features.roles().grantedTo(person.customer(), person.id()).stream()
            .map(UserRole::id)
            .toList();
    return table(
        person,
        "roles",
        features.roles().ofUser(person.customer(), person.id()).stream()
            .map(role ->
                row(
                    new Cell.Link(role.name(), person.request().path("/roles/" + role.id())),
                    role.description(),
                    roleAct(person, role, own.contains(role.id()))))
            .toList());
  }

  private static Cell roleAct(Person person, UserRole role, boolean own) {
    if (!own) {
      return new Cell.Words(person.text("console.user.role.by-group"));
    }
    return act(person, role.name(), "/roles/" + role.id() + "/revoke");
  }

  private static Cell act(Person person, String about, String path) {
    if (person.head().untouchable()) {
      return new Cell.Words("");
    }
    return new Cell.Act(person.text("console.remove"), about, person.path(path));
  }

  private static List<Cell> row(Cell name, String description, Cell act) {
    return List.of(name, new Cell.Words(description), act);
  }

  private static Table table(Person person, String of, List<List<Cell>> rows) {
    return Table.of(
        person.words(),
        "console." + of + ".title",
        Column.named(person.words(), "console.", "name", "description", "users.act"),
        rows,
        "console.user." + of + ".none");
  }
}
