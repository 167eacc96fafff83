package dev.countersign.http.dialect.iam;

import dev.countersign.domain.User;
import dev.countersign.factor.FactorAdministration;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.token.TokenGate.Bearer;
import dev.countersign.token.TokenSubject;
import dev.countersign.user.UserAdministration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET auth/sign-in/login/status} and {@code GET token/app/validate}: whether the token that
 * was sent is good now.
 */
final class LoginStatus implements Endpoint {
  private final IamDialect dialect;
  private final UserAdministration users;
  private final FactorAdministration factors;

  LoginStatus(IamDialect dialect, UserAdministration users, FactorAdministration factors) {
    this.dialect = dialect;
    this.users = users;
    this.factors = factors;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        route("/auth/sign-in/login/status", Access.user(this::status)),
        route("/token/app/validate", Access.user(LoginStatus::valid)));
  }

  private Route route(String path, Access access) {
    return new Route(Method.GET, IamDialect.PREFIX + path, dialect, BodyKind.NONE, access);
  }

  private Reply status(Exchange exchange, Bearer caller) {
    TokenSubject subject = TokenSubject.of(caller.session());
    return users
        .find(subject.customer(), subject.user())
        .map(user -> status(user, exchange, caller))
        .orElseGet(() -> Problem.INVALID_TOKEN.reply("The account has just been removed"));
  }

  private Reply status(User user, Exchange exchange, Bearer caller) {
    long left = Duration.between(exchange.receivedAt(), caller.expiresAt()).toSeconds();
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("accessToken", null);
    // A token is taken for a few seconds more, for clocks that differ; nothing is left of it then.
    status.put("expiresIn", Math.max(0, left));
    status.put("tokenType", "Bearer");
    status.put("userName", user.userName());
    status.put("emailVerified", user.profile().emailVerified());
    status.put("isMFAEnabled", factors.demanded(user.customerId(), user.id()));
    return Reply.json(200, status);
  }

  private static Reply valid(Exchange exchange, Bearer caller) {
    return Reply.json(200, Map.of("valid", true));
  }
}
