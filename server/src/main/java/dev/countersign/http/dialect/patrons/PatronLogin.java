package dev.countersign.http.dialect.patrons;

import dev.countersign.config.TokenSettings;
import dev.countersign.crypto.Secret;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.Timestamps;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.signin.CustomerSignIn.Grant;
import dev.countersign.signin.CustomerSignIn.Request;
import dev.countersign.signin.SignInResult;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST login}: a customer's name and key for an access token. */
final class PatronLogin implements Endpoint {
  private static final int BAD_REQUEST = 400;

  private final PatronsDialect dialect;
  private final CustomerSignIn signIn;
  private final TokenSettings tokens;

  PatronLogin(PatronsDialect dialect, CustomerSignIn signIn, TokenSettings tokens) {
    this.dialect = dialect;
    this.signIn = signIn;
    this.tokens = tokens;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            PatronsDialect.PREFIX + "/login",
            dialect,
            BodyKind.JSON_OR_FORM,
            Access.open(this::login)));
  }

  private Reply login(Exchange exchange) {
    Optional<String> username = Fields.text(exchange, "username");
    Optional<String> password = Fields.text(exchange, "password");
    if (username.isEmpty() || password.isEmpty()) {
      return PatronsDialect.error(
          BAD_REQUEST, "USERNAME_EMAIL_REQUIRED", "username and password are required");
    }
    Duration ttl = ttl(exchange);
    SignInResult<Grant> result =
        signIn.signIn(
            new Request(username.get(), Secret.of(password.get()), ttl, exchange.origin()));
    return switch (result) {
      case SignedIn<Grant>(Grant grant) -> granted(grant);
      case Refused<Grant>(var _) -> PatronsDialect.loginFailed();
      case Throttled<Grant>(Duration wait) -> dialect.later(Failure.throttled(wait), exchange);
      case Busy<Grant>(Duration wait) -> dialect.later(Failure.busy(wait), exchange);
    };
  }

  /** Asked-for lifetimes are capped, not refused; a lifetime of nothing is a mistake. */
  private Duration ttl(Exchange exchange) {
    Optional<BigInteger> asked = Fields.integer(exchange, "ttl");
    if (asked.isEmpty()) {
      return tokens.opaqueTtl();
    }
    if (asked.get().signum() <= 0) {
      throw RequestRefused.malformed("ttl must be a number of seconds above 0");
    }
    BigInteger longest = BigInteger.valueOf(tokens.opaqueMaxTtl().toSeconds());
    return Duration.ofSeconds(asked.get().min(longest).longValueExact());
  }

  private static Reply granted(Grant grant) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("id", grant.token().text());
    token.put("ttl", grant.ttl().toSeconds());
    token.put("created", Timestamps.created(grant.createdAt()));
    token.put("userId", grant.customer().id().toString());
    return Reply.json(200, token);
  }
}
