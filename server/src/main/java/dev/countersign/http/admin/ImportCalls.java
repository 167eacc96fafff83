package dev.countersign.http.admin;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.ArrivingFile;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import dev.countersign.transfer.BackgroundImports;
import dev.countersign.transfer.BackgroundImports.Job;
import dev.countersign.transfer.BackgroundImports.Order;
import dev.countersign.transfer.Import.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Files of this and of other servers: sent here, tried out without writing anything, then imported.
 * A file can hold anything of any customer, so this is for operators alone.
 */
final class ImportCalls implements Endpoint {
  private static final String ALL = "/imports";
  private static final String FILES = "/import-files";
  private static final String ONE = ALL + "/{import}";
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;

  private final AdminCalls calls;
  private final BackgroundImports imports;
  private final long largest;

  /**
   * The calls.
   *
   * @param largest bytes of the largest file that can be sent
   */
  ImportCalls(AdminCalls calls, BackgroundImports imports, long largest) {
    this.calls = calls;
    this.imports = imports;
    this.largest = largest;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.operator(Method.GET, FILES, BodyKind.NONE, this::files),
        calls.operator(Method.PUT, FILES + "/{name}", BodyKind.FILE, this::receive),
        calls.operator(Method.GET, ALL, BodyKind.NONE, this::list),
        calls.operator(Method.POST, ALL, BodyKind.JSON, this::tryOut),
        calls.operator(Method.GET, ONE, BodyKind.NONE, this::show),
        calls.operator(Method.POST, ONE + "/run", BodyKind.JSON, this::carryOut));
  }

  private Reply files(Exchange exchange, ApiCaller caller) {
    return AdminCalls.list(imports.files(), Transfers::file);
  }

  private Reply receive(Exchange exchange, ApiCaller caller) {
    ArrivingFile file = exchange.arrivingFile().orElseThrow();
    if (file.announced() > largest) {
      return AdminProblem.PAYLOAD_TOO_LARGE.reply(
          "The file has more than %s bytes: raise server.max-upload, or put it into the folder %s"
              .formatted(largest, imports.folder()));
    }
    try {
      String kept =
          imports.receive(
              exchange.pathParam("name"), file.announced(), file.content(), exchange.origin());
      return Reply.json(CREATED, Map.of("name", kept));
    } catch (InvalidInput e) {
      return AdminProblem.INVALID_REQUEST.reply(AdminCalls.sentence(e));
    }
  }

  private Reply list(Exchange exchange, ApiCaller caller) {
    return AdminCalls.list(imports.list(), Transfers::imported);
  }

  private Reply tryOut(Exchange exchange, ApiCaller caller) {
    JsonBody body =
        new AdminRequest(exchange, caller, caller.customer())
            .body(
                "file",
                "format",
                "customer",
                "passphrase",
                "withoutSecrets",
                "replace",
                "allowOperator");
    Order order =
        new Order(
            body.text("file"),
            format(body.optionalText("format").orElse("countersign")),
            body.flag("withoutSecrets").orElse(false),
            body.optionalText("customer").filter(name -> !name.isEmpty()),
            body.flag("replace").orElse(false),
            body.flag("allowOperator").orElse(false));
    return accepted(imports.tryOut(order, passphrase(body), exchange.origin()));
  }

  private static Format format(String text) {
    return Arrays.stream(Format.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInput(
                "There is no format " + text + "; there are countersign, keycloak and loopback"));
  }

  private static Optional<Secret> passphrase(JsonBody body) {
    return body.optionalText("passphrase").filter(text -> !text.isEmpty()).map(Secret::of);
  }

  private Reply carryOut(Exchange exchange, ApiCaller caller) {
    AdminRequest request = new AdminRequest(exchange, caller, caller.customer());
    Optional<Secret> passphrase = passphrase(request.body("passphrase"));
    return accepted(imports.carryOut(request.id("import"), passphrase, exchange.origin()));
  }

  private Reply accepted(long id) {
    return Reply.json(ACCEPTED, Transfers.imported(job(id)));
  }

  private Job job(long id) {
    return imports.find(id).orElseThrow(() -> new NotFound("the import"));
  }

  private Reply show(Exchange exchange, ApiCaller caller) {
    AdminRequest request = new AdminRequest(exchange, caller, caller.customer());
    return Reply.json(200, Transfers.imported(job(request.id("import"))));
  }
}
