package dev.countersign.http.console.people;

import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code …/users}: the customer's people by name. */
public final class UsersPage implements Endpoint {
  private final ConsoleRoutes routes;
  private final UserAdministration users;

  public UsersPage(ConsoleRoutes routes, UserAdministration users) {
    this.routes = routes;
    this.users = users;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within("/users", this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    TableQuery query = TableQuery.of(request);
    List<User> page = users.list(request.customerId(), query.after(), TableQuery.ROWS);
    return request.page(
        200,
        "console/people/users.jte",
        new UsersModel(request.frame(), table(request, query, page)));
  }

  private static Table table(ConsoleRequest request, TableQuery query, List<User> page) {
    Messages words = request.words();
    Optional<String> next = Optional.empty();
    if (page.size() == TableQuery.ROWS) {
      next = Optional.of(query.next(page.getLast().userNameKey()));
    }
    return new Table(
        words.text("console.users.title"),
        List.of(
            Column.of(words.text("console.users.name")),
            Column.of(words.text("console.users.full-name")),
            Column.of(words.text("console.users.email")),
            Column.of(words.text("console.users.state")),
            Column.of(words.text("console.users.since"))),
        page.stream().map(user -> row(request, user)).toList(),
        query.first(),
        next,
        words.text("console.users.none"));
  }

  private static List<Cell> row(ConsoleRequest request, User user) {
    return List.of(
        new Cell.Link(user.userName(), request.path("/users/" + user.id())),
        new Cell.Words(user.profile().fullName()),
        new Cell.Words(user.profile().email()),
        state(request.words(), user),
        new Cell.Moment(Optional.of(user.createdAt())));
  }

  private static Cell state(Messages words, User user) {
    if (user.blacklisted()) {
      return new Cell.Badge(words.text("console.users.state.blacklisted"), "bad");
    }
    String name = user.state().name().toLowerCase(Locale.ROOT);
    String tone = user.state() == User.State.ACTIVE ? "good" : "plain";
    return new Cell.Badge(words.text("console.users.state." + name), tone);
  }
}
