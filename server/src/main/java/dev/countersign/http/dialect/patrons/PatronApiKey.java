package dev.countersign.http.dialect.patrons;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.signin.KeyReplacement;
import dev.countersign.signin.KeyReplacement.Request;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code POST {userId}/api-key}: a new key, shown once, for the one that is presented. */
final class PatronApiKey implements Endpoint {
  private final PatronsDialect dialect;
  private final KeyReplacement replacement;

  PatronApiKey(PatronsDialect dialect, KeyReplacement replacement) {
    this.dialect = dialect;
    this.replacement = replacement;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            PatronsDialect.PREFIX + "/{userId}/api-key",
            dialect,
            BodyKind.JSON_OR_FORM,
            Access.customer(Scope.KEYS_WRITE, this::replace)));
  }

  private Reply replace(Exchange exchange, LiveSession caller) {
    if (PatronsDialect.isAnother(exchange, caller)) {
      return PatronsDialect.anothers();
    }
    Secret current =
        Fields.text(exchange, "password")
            .map(Secret::of)
            .orElseThrow(() ->
                RequestRefused.malformed(
                    "password is required: send the key that is to be replaced"));
    SignInResult<NewKey> result =
        replacement.replace(
            new Request(caller.customerId(), caller.customerName(), current, exchange.origin()));
    return switch (result) {
      case SignedIn<NewKey>(NewKey made) -> Reply.json(200, Map.of("apiKey", made.secret().text()));
      case Refused<NewKey>(var _) -> PatronsDialect.loginFailed();
      case Throttled<NewKey>(Duration wait) -> dialect.later(Failure.throttled(wait), exchange);
      case Busy<NewKey>(Duration wait) -> dialect.later(Failure.busy(wait), exchange);
    };
  }
}
