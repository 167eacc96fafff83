package dev.countersign.http.dialect.token;

import dev.countersign.config.TokenSettings;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.Timestamps;
import dev.countersign.http.TokenSource;
import dev.countersign.signin.UserSignIn;
import dev.countersign.token.Renewal;
import dev.countersign.token.SignedTokens;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the token dialect words failures, and the call it has. */
public final class TokenDialect implements Dialect {
  static final String PATH = "/api/auth/token";
  private static final int FORBIDDEN = 403;

  /** The calls of this dialect. */
  public static List<Endpoint> endpoints(
      UserSignIn signIn,
      DefaultCustomer customer,
      Renewal renewal,
      SignedTokens signed,
      TokenSettings tokens) {
    TokenDialect dialect = new TokenDialect();
    return List.of(new TokenCall(dialect, signIn, customer, renewal, signed, tokens.accessTtl()));
  }

  @Override
  public String name() {
    return "token";
  }

  @Override
  public String prefix() {
    return PATH;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(TokenSource.BEARER);
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return switch (failure.kind()) {
      // Whatever is wrong with what was presented, its header being unreadable included.
      case MALFORMED,
          AMBIGUOUS_CREDENTIALS,
          NO_CREDENTIALS,
          INVALID_CREDENTIALS,
          SCOPE_MISSING,
          NETWORK_REFUSED ->
          forbidden();
      case NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          TOO_MANY_ATTEMPTS,
          BUSY ->
          Reply.empty(failure.kind().status());
      case UNEXPECTED -> unexpected(failure.kind().status(), path, at);
    };
  }

  /** The one answer to every failure to authenticate. */
  static Reply forbidden() {
    return Reply.empty(FORBIDDEN);
  }

  private static Reply unexpected(int status, String path, Instant at) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("timestamp", Timestamps.timestamp(at));
    error.put("status", status);
    error.put("error", "Internal Server Error");
    error.put("path", path);
    return Reply.json(status, error);
  }
}
