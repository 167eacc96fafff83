package dev.countersign.http.dialect.iam;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.ForgottenPassword;
import dev.countersign.lifecycle.RequestResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code POST auth/password/forgot}: a mail to choose a new password by. */
final class PasswordForgot implements Endpoint {
  private final IamDialect dialect;
  private final ForgottenPassword passwords;
  private final DefaultCustomer defaultCustomer;

  PasswordForgot(IamDialect dialect, ForgottenPassword passwords, DefaultCustomer defaultCustomer) {
    this.dialect = dialect;
    this.passwords = passwords;
    this.defaultCustomer = defaultCustomer;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            IamDialect.PREFIX + "/auth/password/forgot",
            dialect,
            BodyKind.JSON,
            Access.open(this::forgot)));
  }

  private Reply forgot(Exchange exchange) {
    RequestResult result =
        passwords.request(
            defaultCustomer.of(exchange.authority()),
            exchange.json().text("userName"),
            exchange.origin());
    return switch (result) {
      case RequestResult.Accepted _ -> Reply.json(200, Map.of());
      case RequestResult.Throttled(Duration wait) -> dialect.later(Failure.throttled(wait));
    };
  }
}
