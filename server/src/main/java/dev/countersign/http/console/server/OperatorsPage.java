package dev.countersign.http.console.server;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.ServerOperator;
import dev.countersign.domain.User;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Optional;

/** {@code /console/server/operators}: who operates the server. */
public final class OperatorsPage implements Endpoint {
  private final ConsoleRoutes routes;
  private final ServerOperators operators;
  private final CustomerAdministration customers;
  private final UserAdministration users;

  public OperatorsPage(
      ConsoleRoutes routes,
      ServerOperators operators,
      CustomerAdministration customers,
      UserAdministration users) {
    this.routes = routes;
    this.operators = operators;
    this.customers = customers;
    this.users = users;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.server("/operators", this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    List<List<Cell>> rows = operators.list().stream().map(this::row).toList();
    List<Column> columns =
        Column.named(request.words(), "console.operators.", "name", "customer", "since");
    return request.page(
        200,
        "console/server/operators.jte",
        new TableModel(
            request.frame(),
            Table.of(
                request.words(),
                "console.operators.title",
                columns,
                rows,
                "console.operators.none")));
  }

  private List<Cell> row(ServerOperator operator) {
    Optional<Customer> customer = customers.find(operator.customerId());
    Optional<User> user = users.find(operator.customerId(), operator.userId());
    String path = "/console/customers/" + operator.customerId();
    return List.of(
        new Cell.Link(
            user.map(User::userName).orElse(operator.userId().toString()),
            path + "/users/" + operator.userId()),
        new Cell.Link(customer.map(Customer::name).orElse(operator.customerId().toString()), path),
        new Cell.Moment(Optional.of(operator.since())));
  }
}
