package dev.countersign.http.dialect.iam;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.ForgottenPassword;
import dev.countersign.lifecycle.PasswordResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST auth/password/confirm}: chooses a new password by the mailed code. */
final class PasswordConfirm implements Endpoint {
  private final IamDialect dialect;
  private final ForgottenPassword passwords;
  private final DefaultCustomer defaultCustomer;

  PasswordConfirm(
      IamDialect dialect, ForgottenPassword passwords, DefaultCustomer defaultCustomer) {
    this.dialect = dialect;
    this.passwords = passwords;
    this.defaultCustomer = defaultCustomer;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            IamDialect.PREFIX + "/auth/password/confirm",
            dialect,
            BodyKind.JSON,
            Access.open(this::confirm)));
  }

  private Reply confirm(Exchange exchange) {
    JsonBody body = exchange.json();
    PasswordResult result =
        passwords.choose(
            defaultCustomer.of(exchange.authority()),
            Optional.of(body.text("userName")),
            body.text("confirmationCode"),
            Secret.of(body.password("password")),
            exchange.origin());
    return switch (result) {
      case PasswordResult.Changed _ -> Reply.json(200, Map.of());
      case PasswordResult.Unknown _ ->
          Problem.CONFIRMATION_CODE_INVALID.reply(
              "The code is another account's, was used already, or never was; ask for another");
      case PasswordResult.Expired _ ->
          Problem.CONFIRMATION_CODE_INVALID.reply("The code has expired; ask for another");
      case PasswordResult.Refused(String message) -> Problem.PASSWORD_REFUSED.reply(message);
      case PasswordResult.Busy(Duration wait) -> dialect.later(Failure.busy(wait));
    };
  }
}
