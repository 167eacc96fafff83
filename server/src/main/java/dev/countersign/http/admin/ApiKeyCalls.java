package dev.countersign.http.admin;

import dev.countersign.customer.ApiKeyAdministration;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Scope;
import dev.countersign.http.Endpoint;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.store.NotFound;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A customer's API keys. Nobody makes a key, is shown a new secret of one, or removes one, that may
 * do more than they may themselves.
 */
final class ApiKeyCalls implements Endpoint {
  private static final int CREATED = 201;

  private final AdminCalls calls;
  private final ApiKeyAdministration keys;

  ApiKeyCalls(AdminCalls calls, ApiKeyAdministration keys) {
    this.calls = calls;
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get("/api-keys", Scope.KEYS_READ, this::list),
        calls.post("/api-keys", Scope.KEYS_WRITE, this::create),
        calls.act("/api-keys/{key}/rotate", Scope.KEYS_WRITE, this::rotate),
        calls.delete("/api-keys/{key}", Scope.KEYS_WRITE, this::delete));
  }

  private Reply list(AdminRequest request) {
    return AdminCalls.list(keys.list(request.customer()), Shown::apiKey);
  }

  private Reply create(AdminRequest request) {
    JsonBody body = request.body("label", "scopes");
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String text : AdminRequest.texts(body, "scopes")) {
      scopes.add(
          Scope.parse(text).orElseThrow(() -> new InvalidInput(text + " is no scope of a key")));
    }
    if (!request.caller().covers(scopes)) {
      return tooMuch();
    }
    NewKey made = keys.create(request.customer(), body.text("label"), scopes, request.origin());
    return shown(made);
  }

  private Reply rotate(AdminRequest request) {
    ApiKey key = found(request);
    if (!request.caller().covers(key.scopes())) {
      return tooMuch();
    }
    return shown(keys.rotate(key, request.origin()));
  }

  private Reply delete(AdminRequest request) {
    ApiKey key = found(request);
    if (!request.caller().covers(key.scopes())) {
      return tooMuch();
    }
    return AdminCalls.nothing(keys.delete(key, request.origin()), "key");
  }

  private ApiKey found(AdminRequest request) {
    return keys.find(new ApiKeyId(request.id("key")))
        .filter(key -> key.customerId().equals(request.customer()))
        .orElseThrow(() -> new NotFound("the key"));
  }

  private static Reply tooMuch() {
    return AdminProblem.INSUFFICIENT_SCOPE.reply(
        "The key is, or would be, allowed more than the token this call was made with");
  }

  private static Reply shown(NewKey made) {
    Map<String, Object> fields = Shown.apiKey(made.key());
    fields.put("apiKey", made.secret().text());
    return Reply.json(CREATED, fields);
  }
}
