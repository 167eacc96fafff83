package dev.countersign.http.operator;

import dev.countersign.http.Dialect;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import java.time.Instant;
import java.util.Set;

/**
 * What a reverse proxy understands: a status and headers. nginx passes 401 and 403 on to the client
 * and makes a 500 of everything else, so every mistake of the client's is a 401.
 */
final class VerifyDialect implements Dialect {
  static final String PATH = "/verify";
  private static final int UNAUTHORIZED = 401;

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String prefix() {
    return PATH;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(TokenSource.BEARER, TokenSource.BARE, TokenSource.X_ACCESS_TOKEN);
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return switch (failure.kind()) {
      // RFC 6750, section 3.1: "If the request lacks any authentication information [...], the
      // resource server SHOULD NOT include an error code".
      case NO_CREDENTIALS -> challenge("Bearer realm=\"countersign\"");
      case MALFORMED, AMBIGUOUS_CREDENTIALS ->
          challenge("Bearer realm=\"countersign\", error=\"invalid_request\"");
      case INVALID_CREDENTIALS, SCOPE_MISSING, NETWORK_REFUSED ->
          challenge("Bearer realm=\"countersign\", error=\"invalid_token\"");
      case NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          TOO_MANY_ATTEMPTS,
          UNEXPECTED,
          BUSY ->
          Reply.empty(failure.kind().status());
    };
  }

  private static Reply challenge(String value) {
    return Reply.empty(UNAUTHORIZED).with("WWW-Authenticate", value);
  }
}
