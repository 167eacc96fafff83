package dev.countersign.http.admin;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.health.Product;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FileDownload;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import dev.countersign.transfer.BackgroundExports;
import dev.countersign.transfer.BackgroundExports.Job;
import dev.countersign.transfer.BackgroundExports.Order;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What customers own as a file: begun, looked at until it is ready, fetched and deleted. A caller
 * who may do everything within its customer exports that one, an operator any and all.
 */
final class ExportCalls implements Endpoint {
  private static final String ALL = "/exports";
  private static final String ONE = ALL + "/{export}";
  private static final String FILE = ONE + "/file";
  private static final int ACCEPTED = 202;

  private final AdminCalls calls;
  private final AdministratorGuard guard;
  private final BackgroundExports exports;
  private final CustomerAdministration customers;

  ExportCalls(
      AdminCalls calls,
      AdministratorGuard guard,
      BackgroundExports exports,
      CustomerAdministration customers) {
    this.calls = calls;
    this.guard = guard;
    this.exports = exports;
    this.customers = customers;
  }

  /** Answers a call about the exports of a place: a customer, or the server. */
  private interface Placed {
    Reply handle(AdminRequest request, Optional<CustomerId> place);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get(ALL, Scope.CUSTOMERS_READ, own(this::list)),
        calls.post(ALL, Scope.CUSTOMERS_READ, own(this::begin)),
        calls.get(ONE, Scope.CUSTOMERS_READ, own(this::show)),
        calls.delete(ONE, Scope.CUSTOMERS_READ, own(this::delete)),
        calls.get(FILE, Scope.CUSTOMERS_READ, own(this::fetch)),
        server(Method.GET, ALL, BodyKind.NONE, this::list),
        server(Method.POST, ALL, BodyKind.JSON, this::begin),
        server(Method.GET, ONE, BodyKind.NONE, this::show),
        server(Method.DELETE, ONE, BodyKind.NONE, this::delete),
        server(Method.GET, FILE, BodyKind.NONE, this::fetch));
  }

  private AdminCalls.Within own(Placed handler) {
    return request -> {
      guard.everything(request);
      return handler.handle(request, Optional.of(request.customer()));
    };
  }

  private Route server(Method method, String path, BodyKind body, Placed handler) {
    return calls.operator(
        method,
        path,
        body,
        (exchange, caller) -> handler.handle(request(exchange, caller), Optional.empty()));
  }

  private static AdminRequest request(Exchange exchange, ApiCaller caller) {
    return new AdminRequest(exchange, caller, caller.customer());
  }

  private Reply list(AdminRequest request, Optional<CustomerId> place) {
    return AdminCalls.list(exports.list(place), Transfers::export);
  }

  private Reply begin(AdminRequest request, Optional<CustomerId> place) {
    JsonBody body = body(request, place);
    Optional<Secret> passphrase =
        body.optionalText("passphrase").filter(text -> !text.isEmpty()).map(Secret::of);
    if (body.flag("withoutSecrets").orElse(false).equals(passphrase.isPresent())) {
      throw new InvalidInput(
          "Send a passphrase that secrets are encrypted under, or \"withoutSecrets\": true, and"
              + " not both");
    }
    Order order =
        new Order(
            place,
            request.caller().operator(),
            only(body, place),
            passphrase,
            body.flag("signingKeys").orElse(false),
            Product.version());
    long id = exports.start(order, request.origin());
    return Reply.json(ACCEPTED, Transfers.export(job(place, id)));
  }

  private static JsonBody body(AdminRequest request, Optional<CustomerId> place) {
    if (place.isPresent()) {
      return request.body("passphrase", "withoutSecrets");
    }
    return request.body("passphrase", "withoutSecrets", "customers", "signingKeys");
  }

  /** Whose records; everybody's where that is empty. */
  private List<Customer> only(JsonBody body, Optional<CustomerId> place) {
    if (place.isPresent()) {
      return List.of(customer(place.get().toString()));
    }
    return AdminRequest.texts(body, "customers").stream().map(this::customer).toList();
  }

  private Customer customer(String id) {
    return CustomerId.parse(id)
        .flatMap(customers::find)
        .orElseThrow(() -> new InvalidInput("There is no customer with the id " + id));
  }

  private Job job(Optional<CustomerId> place, long id) {
    return exports.list(place).stream()
        .filter(job -> job.id() == id)
        .findFirst()
        .orElseThrow(() -> new NotFound("the export"));
  }

  private Reply show(AdminRequest request, Optional<CustomerId> place) {
    return Reply.json(200, Transfers.export(job(place, request.id("export"))));
  }

  private Reply fetch(AdminRequest request, Optional<CustomerId> place) {
    Path file =
        exports
            .ready(place, request.id("export"))
            .orElseThrow(() -> new NotFound("the file of the export"));
    // RFC 9110, section 9.2.1: of GET, "the client does not request, and does not expect, any state
    // change". So the file stays for another try, until it is deleted or a day old.
    return Reply.streamed("application/x-ndjson", new FileDownload(file, () -> {}));
  }

  private Reply delete(AdminRequest request, Optional<CustomerId> place) {
    return AdminCalls.nothing(exports.delete(place, request.id("export")), "export");
  }
}
