package dev.countersign.http.console.customers;

import dev.countersign.customer.ApiKeyAdministration;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.Input.Control;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.AlreadyExists;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code …/keys}: a customer's API keys, and the form for another one. */
public final class ApiKeysPage implements Endpoint {
  static final String KEYS = "/keys";

  private static final String NEW = KEYS + "/new";
  private static final String LABEL = "label";
  private static final String SCOPES = "scopes";

  private final ConsoleRoutes routes;
  private final ApiKeyAdministration keys;

  public ApiKeysPage(ConsoleRoutes routes, ApiKeyAdministration keys) {
    this.routes = routes;
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(KEYS, this::listed),
        routes.within(NEW, request -> form(request, 200, empty(request), Problems.NONE)),
        routes.act(NEW, this::create));
  }

  private Reply listed(ConsoleRequest request) {
    Messages words = request.words();
    List<ApiKey> all = keys.list(request.customerId());
    Table table =
        Table.of(
            words,
            "console.keys.title",
            Column.named(words, "console.keys.", "label", "kind", "scopes", "since"),
            all.stream().map(key -> row(request, key)).toList(),
            "console.keys.none");
    ApiKeysModel model = new ApiKeysModel(request.frame(), request.path(KEYS), table);
    return request.page(200, "console/customers/keys.jte", model);
  }

  private static List<Cell> row(ConsoleRequest request, ApiKey key) {
    return List.of(
        new Cell.Link(key.label(), request.path(KEYS + "/" + key.id())),
        new Cell.Badge(kind(request.words(), key), "plain"),
        new Cell.Words(scopes(request.words(), key)),
        new Cell.Moment(Optional.of(key.createdAt())));
  }

  static String kind(Messages words, ApiKey key) {
    return switch (key.kind()) {
      case PASSWORD -> words.text("console.keys.kind.password");
      case GENERATED -> words.text("console.keys.kind.generated");
    };
  }

  private static String scopes(Messages words, ApiKey key) {
    if (key.scopes().equals(Scope.all())) {
      return words.text("console.keys.scopes.all");
    }
    return key.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(", "));
  }

  private static List<Input> empty(ConsoleRequest request) {
    Messages words = request.words();
    List<String> all = Arrays.stream(Scope.values()).map(Scope::text).sorted().toList();
    return List.of(
        Input.of(Control.LINE, LABEL, words.text("console.keys.label"))
            .hinting(words.text("console.keys.label.hint"))
            .needed(),
        Input.boxes(SCOPES, words.text("console.keys.scopes"), all)
            .hinting(words.text("console.keys.scopes.hint")));
  }

  private static Reply form(
      ConsoleRequest request, int status, List<Input> inputs, Problems problems) {
    List<InputGroup> one = List.of(new InputGroup("", inputs));
    return FormModel.of(
        request, status, "console.keys.new", request.path(NEW), request.path(KEYS), one, problems);
  }

  private Reply create(ConsoleRequest request) {
    List<Input> sent = empty(request).stream().map(input -> input.sent(request)).toList();
    Set<Scope> scopes =
        sent.getLast().ticked().stream()
            .map(Scope::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    NewKey made;
    try {
      made = keys.create(request.customerId(), sent.getFirst().value(), scopes, request.origin());
    } catch (InvalidInput | AlreadyExists e) {
      String why = ConsoleRequest.sentence(String.valueOf(e.getMessage()));
      boolean ofScopes = scopes.isEmpty() && why.contains("scope");
      return form(request, 422, sent, Problems.of(ofScopes ? SCOPES : LABEL, why));
    }
    return ApiKeyPage.secret(request, made, "console.keys.created", "console.keys.created.lead");
  }
}
