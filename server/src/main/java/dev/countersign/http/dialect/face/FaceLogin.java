package dev.countersign.http.dialect.face;

import dev.countersign.config.TokenSettings;
import dev.countersign.crypto.Secret;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.signin.CustomerSignIn.Grant;
import dev.countersign.signin.CustomerSignIn.Request;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code login}: a customer's name and key for an access token. */
final class FaceLogin implements Endpoint {
  private static final int UNAUTHORIZED = 401;

  private final FaceDialect dialect;
  private final CustomerSignIn signIn;
  private final TokenSettings tokens;

  FaceLogin(FaceDialect dialect, CustomerSignIn signIn, TokenSettings tokens) {
    this.dialect = dialect;
    this.signIn = signIn;
    this.tokens = tokens;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            FaceDialect.PREFIX + "/login",
            dialect,
            BodyKind.JSON,
            Access.open(this::login)));
  }

  private Reply login(Exchange exchange) {
    String customerName = exchange.json().text("customerName");
    Secret password = Secret.of(exchange.json().password("password"));
    Request request = new Request(customerName, password, tokens.opaqueTtl(), exchange.origin());
    SignInResult<Grant> result = signIn.signIn(request);
    return switch (result) {
      case SignedIn<Grant>(Grant grant) ->
          FaceDialect.success(
              Map.of("accessToken", grant.token().text()), "Successfully Logged In");
      case Refused<Grant>(var _) ->
          FaceDialect.error(UNAUTHORIZED, "401", "Wrong customerName or password");
      case Throttled<Grant>(Duration wait) -> refused(Failure.throttled(wait), exchange);
      case Busy<Grant>(Duration wait) -> refused(Failure.busy(wait), exchange);
    };
  }

  private Reply refused(Failure failure, Exchange exchange) {
    return dialect.failure(failure, exchange.path(), exchange.receivedAt()).retry(failure);
  }
}
