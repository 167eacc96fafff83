package dev.countersign.http.admin;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import java.util.List;

/** Customers: a caller sees its own, an operator sees, makes and deletes all. */
final class CustomerCalls implements Endpoint {
  private static final int CREATED = 201;

  private final AdminCalls calls;
  private final CustomerAdministration customers;

  CustomerCalls(AdminCalls calls, CustomerAdministration customers) {
    this.calls = calls;
    this.customers = customers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.beyond(Method.GET, "/customers", Scope.CUSTOMERS_READ, BodyKind.NONE, this::list),
        calls.operator(Method.POST, "/customers", BodyKind.JSON, this::create),
        calls.own(this::show),
        calls.operator(Method.DELETE, "/customers/{customer}", BodyKind.NONE, this::delete));
  }

  private Reply list(Exchange exchange, ApiCaller caller) {
    AdminRequest request = new AdminRequest(exchange, caller, caller.customer());
    if (!caller.operator()) {
      return AdminCalls.list(customers.find(caller.customer()).stream().toList(), Shown::customer);
    }
    return AdminCalls.page(
        customers.list(request.after(), request.limit()),
        request.limit(),
        Shown::customer,
        Customer::nameKey);
  }

  private Reply create(Exchange exchange, ApiCaller caller) {
    AdminRequest request = new AdminRequest(exchange, caller, caller.customer());
    var body = request.body("name", "password");
    String name = body.text("name");
    Secret password = Secret.of(body.password("password"));
    return calls.hashing(() ->
        Reply.json(CREATED, Shown.customer(customers.create(name, password, request.origin()))));
  }

  private Reply show(AdminRequest request) {
    return Reply.json(200, Shown.customer(found(request.customer())));
  }

  private Customer found(CustomerId id) {
    return customers.find(id).orElseThrow(() -> new NotFound("the customer"));
  }

  private Reply delete(Exchange exchange, ApiCaller caller) {
    Customer customer =
        CustomerId.parse(exchange.pathParam("customer"))
            .flatMap(customers::find)
            .orElseThrow(() -> new NotFound("the customer"));
    return AdminCalls.nothing(customers.delete(customer, exchange.origin()), "customer");
  }
}
