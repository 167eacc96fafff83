package dev.countersign.http.dialect.patrons;

import dev.countersign.config.TokenSettings;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.LiveSession;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import dev.countersign.session.SignOut;
import dev.countersign.signin.CustomerSignIn;
import dev.countersign.signin.KeyReplacement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the patrons dialect words failures, and the calls it has. */
public final class PatronsDialect implements Dialect {
  static final String PREFIX = "/api/v2/patrons";
  private static final int UNAUTHORIZED = 401;

  /** The calls of this dialect. */
  public static List<Endpoint> endpoints(
      CustomerSignIn signIn,
      SignOut signOut,
      CustomerAdministration customers,
      KeyReplacement replacement,
      TokenSettings tokens) {
    PatronsDialect dialect = new PatronsDialect();
    return List.of(
        new PatronLogin(dialect, signIn, tokens),
        new PatronLogout(dialect, signOut),
        new PatronRecord(dialect, customers),
        new PatronApiKey(dialect, replacement));
  }

  @Override
  public String name() {
    return "patrons";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(
        TokenSource.QUERY,
        TokenSource.BODY,
        TokenSource.X_ACCESS_TOKEN,
        TokenSource.BEARER,
        TokenSource.BARE,
        TokenSource.BEARER_BASE64);
  }

  @Override
  public Optional<String> keyLogin() {
    return Optional.of(PREFIX + "/login");
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return error(failure.kind().status(), code(failure.kind()), message(failure));
  }

  /** Faults of the server's own are told without detail. */
  private static String message(Failure failure) {
    return switch (failure.kind()) {
      case UNEXPECTED -> "Internal Server Error";
      case BUSY -> "Service Unavailable";
      default -> failure.message();
    };
  }

  /** A failure that says when to try again. */
  Reply later(Failure failure, Exchange exchange) {
    return failure(failure, exchange.path(), exchange.receivedAt()).retry(failure);
  }

  /** Whether the path names somebody else than the caller. */
  static boolean isAnother(Exchange exchange, LiveSession caller) {
    return !exchange.pathParam("userId").equals(caller.customerId().toString());
  }

  /** The answer for another's path, whether or not there is such a patron. */
  static Reply anothers() {
    return error(
        UNAUTHORIZED,
        "AUTHORIZATION_REQUIRED",
        "Authorization required: the access token belongs to another userId");
  }

  /** The answer for a name or key that is not right. */
  static Reply loginFailed() {
    return error(UNAUTHORIZED, "LOGIN_FAILED", "login failed");
  }

  private static String code(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED, AMBIGUOUS_CREDENTIALS -> "BAD_REQUEST";
      case NO_CREDENTIALS -> "AUTHORIZATION_REQUIRED";
      case INVALID_CREDENTIALS -> "INVALID_TOKEN";
      case SCOPE_MISSING, NETWORK_REFUSED -> "ACCESS_DENIED";
      case NOT_FOUND -> "NOT_FOUND";
      case METHOD_NOT_ALLOWED -> "METHOD_NOT_ALLOWED";
      case TOO_LARGE -> "PAYLOAD_TOO_LARGE";
      case UNSUPPORTED_MEDIA_TYPE -> "UNSUPPORTED_MEDIA_TYPE";
      case TOO_MANY_ATTEMPTS -> "TOO_MANY_ATTEMPTS";
      case UNEXPECTED -> "INTERNAL_SERVER_ERROR";
      case BUSY -> "SERVICE_UNAVAILABLE";
    };
  }

  static Reply error(int status, String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("statusCode", status);
    error.put("name", "Error");
    error.put("message", message);
    error.put("code", code);
    return Reply.json(status, Map.of("error", error));
  }
}
