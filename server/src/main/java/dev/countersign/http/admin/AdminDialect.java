package dev.countersign.http.admin;

import dev.countersign.http.Dialect;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import java.time.Instant;
import java.util.Set;

/** How the management API words failures. */
final class AdminDialect implements Dialect {
  static final String PREFIX = "/admin/v1";

  @Override
  public String name() {
    return "admin";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(TokenSource.BEARER);
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return problem(failure.kind()).reply(failure.message());
  }

  private static AdminProblem problem(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED, AMBIGUOUS_CREDENTIALS -> AdminProblem.INVALID_REQUEST;
      case NO_CREDENTIALS -> AdminProblem.MISSING_TOKEN;
      case INVALID_CREDENTIALS -> AdminProblem.INVALID_TOKEN;
      case SCOPE_MISSING -> AdminProblem.INSUFFICIENT_SCOPE;
      case NETWORK_REFUSED -> AdminProblem.ACCESS_DENIED;
      case NOT_FOUND -> AdminProblem.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> AdminProblem.METHOD_NOT_ALLOWED;
      case TOO_LARGE -> AdminProblem.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> AdminProblem.UNSUPPORTED_MEDIA_TYPE;
      case TOO_MANY_ATTEMPTS -> AdminProblem.TOO_MANY_ATTEMPTS;
      case UNEXPECTED -> AdminProblem.SERVER_ERROR;
      case BUSY -> AdminProblem.TEMPORARILY_UNAVAILABLE;
    };
  }
}
