package dev.countersign.http.admin;

import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.factor.FactorAdministration;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.user.UserAdministration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user's second factors: shown, and taken away from somebody who lost them. */
final class FactorCalls implements Endpoint {
  private static final String FACTORS = "/users/{user}/factors";

  private final AdminCalls calls;
  private final UserAdministration users;
  private final FactorAdministration factors;

  FactorCalls(AdminCalls calls, UserAdministration users, FactorAdministration factors) {
    this.calls = calls;
    this.users = users;
    this.factors = factors;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.get(FACTORS, Scope.USERS_READ, this::show),
        calls.delete(FACTORS, Scope.USERS_WRITE, this::reset));
  }

  private Reply show(AdminRequest request) {
    User user = request.user(users);
    FactorAdministration.Overview overview = factors.of(user.customerId(), user.id());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("demanded", overview.demanded());
    fields.put("passkeys", overview.passkeys().size());
    fields.put("app", overview.app().isPresent());
    fields.put("recoveryCodes", overview.recoveryCodes());
    fields.put("rememberedBrowsers", overview.rememberedBrowsers());
    return Reply.json(200, fields);
  }

  private Reply reset(AdminRequest request) {
    int ended = factors.reset(request.customer(), request.userId(), request.origin());
    return Reply.json(200, Map.of("ended", ended));
  }
}
