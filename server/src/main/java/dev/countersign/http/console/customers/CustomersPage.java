package dev.countersign.http.console.customers;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Optional;

/** {@code /console/server/customers}: all customers by name, or those whose name begins so. */
public final class CustomersPage implements Endpoint {
  static final String PATH = "/console/server/customers";

  private static final String NAME = "name";

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
    TableQuery query = TableQuery.of(request, NAME);
    List<Customer> page = customers.list(query.filter(NAME), query.after(), TableQuery.ROWS);
    Filter name =
        Filter.text(NAME, request.words().text("console.customers.begins"), query.filter(NAME));
    CustomersModel model =
        new CustomersModel(request.frame(), List.of(name), table(request, query, page));
    return request.page(200, "console/customers/customers.jte", model);
  }

  private static Table table(ConsoleRequest request, TableQuery query, List<Customer> page) {
    Messages words = request.words();
    Optional<String> next = Optional.empty();
    if (page.size() == TableQuery.ROWS) {
      next = Optional.of(query.next(page.getLast().nameKey()));
    }
    boolean all = query.filter(NAME).isEmpty();
    return new Table(
        words.text("console.customers.title"),
        List.of(
            Column.of(words.text("console.customers.name")),
            Column.of(words.text("console.customers.id")),
            Column.of(words.text("console.customers.since")),
            Column.of(words.text("console.customers.acts"))),
        page.stream().map(customer -> row(words, customer)).toList(),
        query.first(),
        next,
        words.text(all ? "console.customers.none" : "console.none-such"));
  }

  private static List<Cell> row(Messages words, Customer customer) {
    return List.of(
        new Cell.Link(customer.name(), "/console/customers/" + customer.id()),
        new Cell.Code(customer.id().toString()),
        new Cell.Moment(Optional.of(customer.createdAt())),
        new Cell.Link(words.text("console.customers.manage"), PATH + "/" + customer.id()));
  }
}
