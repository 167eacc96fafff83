package dev.countersign.http.console.customers;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Paged;
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
    Paged<Customer> page = Paged.of(customers.list(query.filter(NAME), query.after(), Paged.ASKED));
    Filter name =
        Filter.text(NAME, request.words().text("console.customers.begins"), query.filter(NAME));
    CustomersModel model =
        new CustomersModel(request.frame(), List.of(name), table(request, query, page));
    return request.page(200, "console/customers/customers.jte", model);
  }

  private static Table table(ConsoleRequest request, TableQuery query, Paged<Customer> page) {
    Messages words = request.words();
    boolean all = query.filter(NAME).isEmpty();
    return Table.of(
            words,
            "console.customers.title",
            Column.named(words, "console.customers.", "name", "id", "since", "acts"),
            page.rows().stream().map(customer -> row(words, customer)).toList(),
            all ? "console.customers.none" : "console.none-such")
        .paged(query, page.next(Customer::nameKey));
  }

  private static List<Cell> row(Messages words, Customer customer) {
    return List.of(
        new Cell.Link(customer.name(), "/console/customers/" + customer.id()),
        new Cell.Code(customer.id().toString()),
        new Cell.Moment(Optional.of(customer.createdAt())),
        new Cell.Link(words.text("console.customers.manage"), PATH + "/" + customer.id()));
  }
}
