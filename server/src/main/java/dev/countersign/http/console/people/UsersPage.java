package dev.countersign.http.console.people;

import dev.countersign.domain.Enrolment;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.domain.UserSearch.Order;
import dev.countersign.domain.UserSearch.Standing;
import dev.countersign.group.GroupAdministration;
import dev.countersign.group.RoleAdministration;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.Invitations;
import dev.countersign.user.UserDirectory;
import dev.countersign.user.UserDirectory.Asked;
import dev.countersign.user.UserDirectory.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code …/users}: the customer's people: searched, filtered, put in order. */
final class UsersPage implements Endpoint {
  static final String GROUP = "group";
  static final String ROLE = "role";

  private static final String TEXT = "q";
  private static final String BY = "by";
  private static final String STATE = "state";
  private static final String FACE = "face";

  /** What people are put in order by, as the page's address has it. */
  private static final Map<String, Order> ORDERS =
      Map.of("name", Order.NAME, "full", Order.FULL_NAME, "email", Order.EMAIL, "since", Order.AGE);

  private final ConsoleRoutes routes;
  private final UserDirectory directory;
  private final GroupAdministration groups;
  private final RoleAdministration roles;
  private final Invitations invitations;

  UsersPage(PeopleFeatures features) {
    this.routes = features.routes();
    this.directory = features.directory();
    this.groups = features.groups();
    this.roles = features.roles();
    this.invitations = features.accounts().invitations();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within("/users", this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    TableQuery query = TableQuery.of(request, TEXT, BY, STATE, FACE, GROUP, ROLE);
    Messages words = request.words();
    Optional<UserGroup> group =
        named(query, GROUP).flatMap(name -> groups.find(request.customerId(), name));
    Optional<UserRole> role =
        named(query, ROLE).flatMap(name -> roles.find(request.customerId(), name));
    Problems problems = Problems.NONE;
    if (named(query, GROUP).isPresent() && group.isEmpty()) {
      problems = problems.and("filter-group", words.text("console.users.no-group"));
    }
    if (named(query, ROLE).isPresent() && role.isEmpty()) {
      problems = problems.and("filter-role", words.text("console.users.no-role"));
    }
    Found found = new Found(List.of(), Optional.empty());
    if (problems.none()) {
      Asked asked = asked(query, group.map(UserGroup::id), role.map(UserRole::id));
      found = directory.page(request.customerId(), asked);
    }
    Sheet sheet =
        Sheet.of(
                request.frame(),
                words.text("console.users.title"),
                Section.of("").listing(table(request, query, found)))
            .leading(words.text("console.users.new"), request.path("/users/new"))
            .filtered(filters(words, query))
            .with(problems);
    return request.page(problems.none() ? 200 : 422, Sheet.TEMPLATE, sheet);
  }

  private static Optional<String> named(TableQuery query, String filter) {
    return Optional.of(query.filter(filter)).filter(name -> !name.isEmpty());
  }

  private static Asked asked(TableQuery query, Optional<Long> group, Optional<Long> role) {
    Order order = order(query);
    return new Asked(
        query.filter(TEXT),
        order,
        query.descending(false),
        choice(Standing.values(), query.filter(STATE)),
        choice(Enrolment.State.values(), query.filter(FACE)),
        group,
        role,
        query.after(),
        TableQuery.ROWS);
  }

  /** What is searched for stands in the order that finds it; otherwise the order is free. */
  private static Order order(TableQuery query) {
    if (!query.filter(TEXT).isEmpty()) {
      Order by = ORDERS.getOrDefault(query.filter(BY), Order.NAME);
      return by == Order.AGE ? Order.NAME : by;
    }
    return ORDERS.getOrDefault(query.sort("name"), Order.NAME);
  }

  private static <T extends Enum<T>> Optional<T> choice(T[] all, String word) {
    return Arrays.stream(all).filter(one -> word(one).equals(word)).findFirst();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Filter> filters(Messages words, TableQuery query) {
    return List.of(
        Filter.text(TEXT, words.text("console.users.search"), query.filter(TEXT)),
        Filter.choice(
            BY,
            words.text("console.users.by"),
            query.filter(BY),
            List.of(
                Map.entry("", words.text("console.users.name")),
                Map.entry("email", words.text("console.users.email")),
                Map.entry("full", words.text("console.users.full-name")))),
        choices(STATE, words, query, Standing.values(), "console.users.state"),
        choices(FACE, words, query, Enrolment.State.values(), "console.users.face"),
        Filter.text(GROUP, words.text("console.users.group"), query.filter(GROUP)),
        Filter.text(ROLE, words.text("console.users.role"), query.filter(ROLE)));
  }

  private static Filter choices(
      String name, Messages words, TableQuery query, Enum<?>[] values, String key) {
    List<Map.Entry<String, String>> options = new ArrayList<>();
    options.add(Map.entry("", words.text("console.users.any")));
    for (Enum<?> value : values) {
      options.add(Map.entry(word(value), words.text(key + "." + word(value))));
    }
    return Filter.choice(name, words.text(key), query.filter(name), options);
  }

  private Table table(ConsoleRequest request, TableQuery query, Found found) {
    Messages words = request.words();
    Set<UserId> invited = invitations.waiting(request.customerId(), found.users());
    String sorted = ORDERS.containsKey(query.sort("name")) ? query.sort("name") : "name";
    if (!query.filter(TEXT).isEmpty()) {
      sorted = query.filter(BY).isEmpty() ? "name" : query.filter(BY);
    }
    return Table.of(
            words,
            "console.users.title",
            UserTable.columns(words, query, sorted),
            found.users().stream()
                .map(user -> row(request, user, invited.contains(user.id())))
                .toList(),
            empty(query))
        .paged(query, found.next());
  }

  private static String empty(TableQuery query) {
    if (query.first().isPresent()) {
      return "console.users.no-more";
    }
    return query.filtered() ? "console.none-such" : "console.users.none";
  }

  private static List<Table.Cell> row(ConsoleRequest request, User user, boolean invited) {
    return UserTable.row(request.words(), request.path("/users/" + user.id()), user, invited);
  }
}
