package dev.countersign.http.console.server;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.health.Product;
import dev.countersign.http.Endpoint;
import dev.countersign.http.FileDownload;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import dev.countersign.transfer.BackgroundExports;
import dev.countersign.transfer.BackgroundExports.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code …/exports}: what a customer owns as a file; for operators, everything too. */
public final class ExportsPage implements Endpoint {
  private static final String BELOW = "/exports";
  private static final String ONE = BELOW + "/{export}";
  private static final String SERVER = "/console/server" + BELOW;
  private static final String PASSPHRASE = "passphrase";
  private static final String REPEATED = "repeated";
  private static final String WITHOUT = "without-secrets";
  private static final String CUSTOMER = "customer";
  private static final String SIGNING_KEYS = "signing-keys";
  private static final int UNPROCESSABLE = 422;

  private final ConsoleRoutes routes;
  private final BackgroundExports exports;
  private final CustomerAdministration customers;

  public ExportsPage(
      ConsoleRoutes routes, BackgroundExports exports, CustomerAdministration customers) {
    this.routes = routes;
    this.exports = exports;
    this.customers = customers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(BELOW, request -> shown(request, 200, Problems.NONE)),
        routes.act(BELOW, this::begun),
        routes.act(ONE + "/download", this::fetched),
        routes.act(ONE + "/delete", this::deleted),
        routes.server(BELOW, request -> shown(request, 200, Problems.NONE)),
        routes.serverAct(BELOW, this::begun),
        routes.serverAct(ONE + "/download", this::fetched),
        routes.serverAct(ONE + "/delete", this::deleted));
  }

  private static Optional<CustomerId> place(ConsoleRequest request) {
    return request.visit().of().map(Customer::id);
  }

  private static String path(ConsoleRequest request) {
    return place(request).map(_ -> request.path(BELOW)).orElse(SERVER);
  }

  private Reply shown(ConsoleRequest request, int status, Problems problems) {
    ExportsModel model =
        new ExportsModel(
            request.frame(),
            path(request),
            exports.list(place(request)),
            List.of(InputGroup.stack(inputs(request, status))),
            problems);
    return request.page(status, "console/server/exports.jte", model);
  }

  private static List<Input> inputs(ConsoleRequest request, int status) {
    Messages words = request.words();
    List<Input> inputs = new ArrayList<>();
    if (place(request).isEmpty()) {
      inputs.add(
          Input.of(Control.LINE, CUSTOMER, words.text("console.exports.customer"))
              .hinting(words.text("console.exports.customer.hint")));
    }
    inputs.add(
        Input.of(Control.PASSWORD, PASSPHRASE, words.text("console.exports.passphrase"))
            .hinting(words.text("console.exports.passphrase.hint")));
    inputs.add(Input.of(Control.PASSWORD, REPEATED, words.text("console.exports.repeated")));
    inputs.add(Input.of(Control.FLAG, WITHOUT, words.text("console.exports.without")));
    if (place(request).isEmpty()) {
      inputs.add(Input.of(Control.FLAG, SIGNING_KEYS, words.text("console.exports.signing-keys")));
    }
    if (status == 200) {
      return inputs;
    }
    return inputs.stream()
        .map(input -> input.control() == Control.PASSWORD ? input : input.sent(request))
        .toList();
  }

  private Reply begun(ConsoleRequest request) {
    Messages words = request.words();
    String passphrase = request.form().optionalText(PASSPHRASE).orElse("");
    boolean without = request.field(WITHOUT).equals(Input.TICKED);
    if (without == !passphrase.isEmpty()) {
      String text = words.text("console.exports.passphrase.or");
      return shown(request, UNPROCESSABLE, Problems.of(PASSPHRASE, text));
    }
    if (!passphrase.equals(request.form().optionalText(REPEATED).orElse(""))) {
      String text = words.text("console.exports.repeated.differs");
      return shown(request, UNPROCESSABLE, Problems.of(REPEATED, text));
    }
    Optional<List<Customer>> only = only(request);
    if (only.isEmpty()) {
      String text = words.text("console.exports.customer.unknown");
      return shown(request, UNPROCESSABLE, Problems.of(CUSTOMER, text));
    }
    try {
      var _ = exports.start(order(request, only.get(), passphrase), request.origin());
    } catch (InvalidInput e) {
      Problems problems = Problems.ofForm(PASSPHRASE, String.valueOf(e.getMessage()));
      return shown(request, UNPROCESSABLE, problems);
    }
    return ConsoleRequest.done(path(request), "export-begun");
  }

  /** Whose records; the empty list for everybody's, and absent where there is nobody so called. */
  private Optional<List<Customer>> only(ConsoleRequest request) {
    if (request.visit().of().isPresent()) {
      return Optional.of(List.of(request.customer()));
    }
    String name = request.field(CUSTOMER);
    if (name.isEmpty()) {
      return Optional.of(List.of());
    }
    return customers.find(name).map(List::of);
  }

  private static Order order(ConsoleRequest request, List<Customer> only, String passphrase) {
    boolean keys = place(request).isEmpty() && request.field(SIGNING_KEYS).equals(Input.TICKED);
    return new Order(
        place(request),
        request.visit().operator(),
        only,
        Optional.of(passphrase).filter(text -> !text.isEmpty()).map(Secret::of),
        keys,
        Product.version());
  }

  private Reply fetched(ConsoleRequest request) {
    long id = request.id("export");
    Path file = exports.ready(place(request), id).orElseThrow(() -> new NotFound("the export"));
    return Reply.streamed("application/x-ndjson", new FileDownload(file, () -> exports.fetched(id)))
        .with("Content-Disposition", "attachment; filename=\"countersign-export.jsonl\"");
  }

  private Reply deleted(ConsoleRequest request) {
    if (!exports.delete(place(request), request.id("export"))) {
      throw new NotFound("the export");
    }
    return ConsoleRequest.done(path(request), "export-deleted");
  }
}
