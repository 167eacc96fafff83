package dev.countersign.http.console.customers;

import dev.countersign.customer.ApiKeyAdministration;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.http.console.SecretModel;
import dev.countersign.http.page.Messages;
import dev.countersign.store.NotFound;
import java.util.List;

/** {@code …/keys/{key}}: one API key, replaced by another or removed. */
public final class ApiKeyPage implements Endpoint {
  private static final String ROTATE = "/rotate";
  private static final String DELETE = "/delete";
  private static final String KEY = ApiKeysPage.KEYS + "/{key}";

  private final ConsoleRoutes routes;
  private final ApiKeyAdministration keys;

  public ApiKeyPage(ConsoleRoutes routes, ApiKeyAdministration keys) {
    this.routes = routes;
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.within(KEY, request -> shown(request, 200, "")),
        routes.act(KEY + ROTATE, this::rotate),
        routes.act(KEY + DELETE, this::delete));
  }

  private ApiKey found(ConsoleRequest request) {
    return keys.find(new ApiKeyId(request.id("key")))
        .filter(key -> key.customerId().equals(request.customerId()))
        .orElseThrow(() -> new NotFound("the key"));
  }

  private Reply shown(ConsoleRequest request, int status, String wrong) {
    ApiKey key = found(request);
    Messages words = request.words();
    String path = request.path(ApiKeysPage.KEYS + "/" + key.id());
    Confirmation delete =
        new Confirmation(
            path + DELETE,
            key.label(),
            words.text("console.keys.delete"),
            words.text("console.keys.delete.warning"),
            wrong.equals(DELETE));
    Confirmation rotate =
        new Confirmation(
            path + ROTATE,
            key.label(),
            words.text("console.keys.rotate"),
            words.text("console.keys.rotate.text"),
            wrong.equals(ROTATE),
            "confirm-rotate");
    ApiKeyModel model =
        new ApiKeyModel(request.frame(), key, ApiKeysPage.kind(words, key), path, rotate, delete);
    return request.page(status, "console/customers/key.jte", model);
  }

  private Reply rotate(ConsoleRequest request) {
    ApiKey key = found(request);
    if (!request.confirmed(key.label())) {
      return shown(request, 422, ROTATE);
    }
    NewKey made = keys.rotate(key, request.origin());
    return secret(request, made, "console.keys.rotated", "console.keys.rotated.lead");
  }

  static Reply secret(ConsoleRequest request, NewKey made, String title, String lead) {
    Messages words = request.words();
    return request.page(
        200,
        "console/secret.jte",
        new SecretModel(
            request.frame(),
            words.text(title, made.key().label()),
            words.text(lead, made.key().label()),
            words.text("console.keys.key"),
            "",
            made.secret().text(),
            request.path(ApiKeysPage.KEYS),
            true));
  }

  private Reply delete(ConsoleRequest request) {
    ApiKey key = found(request);
    if (!request.confirmed(key.label())) {
      return shown(request, 422, DELETE);
    }
    if (!keys.delete(key, request.origin())) {
      throw new NotFound("the key");
    }
    return ConsoleRequest.done(request.path(ApiKeysPage.KEYS), "deleted");
  }
}
