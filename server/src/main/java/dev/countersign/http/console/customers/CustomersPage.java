package dev.countersign.http.console.customers;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
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
import java.util.List;
import java.util.Optional;

/** {@code /console/server/customers}: all customers by name. */
public final class CustomersPage implements Endpoint {
  private final ConsoleRoutes routes;
  private final CustomerAdministration customers;

  public CustomersPage(ConsoleRoutes routes, CustomerAdministration customers) {
    this.routes = routes;
    this.customers = customers;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.server("/customers", this::listed));
  }

  private Reply listed(ConsoleRequest request) {
    TableQuery query = TableQuery.of(request);
    List<Customer> page = customers.list(query.after(), TableQuery.ROWS);
    CustomersModel model = new CustomersModel(request.frame(), table(request, query, page));
    return request.page(200, "console/customers/customers.jte", model);
  }

  private static Table table(ConsoleRequest request, TableQuery query, List<Customer> page) {
    Messages words = request.words();
    Optional<String> next = Optional.empty();
    if (page.size() == TableQuery.ROWS) {
      next = Optional.of(query.next(page.getLast().nameKey()));
    }
    return new Table(
        words.text("console.customers.title"),
        List.of(
            Column.of(words.text("console.customers.name")),
            Column.of(words.text("console.customers.id")),
            Column.of(words.text("console.customers.since"))),
        page.stream().map(CustomersPage::row).toList(),
        query.first(),
        next,
        words.text("console.customers.none"));
  }

  private static List<Cell> row(Customer customer) {
    return List.of(
        new Cell.Link(customer.name(), "/console/customers/" + customer.id()),
        new Cell.Code(customer.id().toString()),
        new Cell.Moment(Optional.of(customer.createdAt())));
  }
}
