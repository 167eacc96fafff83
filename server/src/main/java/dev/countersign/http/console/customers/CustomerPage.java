package dev.countersign.http.console.customers;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.page.Messages;
import dev.countersign.privacy.BackgroundRenewals;
import dev.countersign.store.NotFound;
import java.util.List;

/** {@code /console/server/customers/{customer}}: what the server's operators do to a customer. */
public final class CustomerPage implements Endpoint {
  private static final String PATH = "/customers/{customer}";

  private final ConsoleRoutes routes;
  private final CustomerAdministration customers;
  private final BackgroundRenewals renewals;

  public CustomerPage(
      ConsoleRoutes routes, CustomerAdministration customers, BackgroundRenewals renewals) {
    this.routes = routes;
    this.customers = customers;
    this.renewals = renewals;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.server(PATH, request -> shown(request, 200, false)),
        routes.serverAct(PATH + "/renew-face-secret", this::renew),
        routes.serverAct(PATH + "/delete", this::delete));
  }

  private Customer found(ConsoleRequest request) {
    return customers
        .find(new CustomerId(request.id("customer")))
        .orElseThrow(() -> new NotFound("the customer"));
  }

  private static String path(Customer customer) {
    return CustomersPage.PATH + "/" + customer.id();
  }

  private Reply shown(ConsoleRequest request, int status, boolean wrong) {
    Customer customer = found(request);
    Messages words = request.words();
    Confirmation delete =
        new Confirmation(
            path(customer) + "/delete",
            customer.name(),
            words.text("console.customers.delete"),
            words.text("console.customers.delete.warning"),
            wrong);
    CustomerModel model =
        new CustomerModel(
            request.frame(), customer, path(customer), renewals.of(customer.id()), delete);
    Reply reply = request.page(status, "console/customers/customer.jte", model);
    // Looks again by itself until the renewal is over.
    return model.renewing() ? reply.with("Refresh", "2") : reply;
  }

  private Reply renew(ConsoleRequest request) {
    Customer customer = found(request);
    boolean begun = renewals.start(customer.id(), request.origin());
    return ConsoleRequest.done(
        path(customer), begun ? "renewal-begun" : "renewal-already-under-way");
  }

  private Reply delete(ConsoleRequest request) {
    Customer customer = found(request);
    if (!request.confirmed(customer.name())) {
      return shown(request, 422, true);
    }
    if (!customers.delete(customer, request.origin())) {
      throw new NotFound("the customer");
    }
    return ConsoleRequest.done(CustomersPage.PATH, "deleted");
  }
}
