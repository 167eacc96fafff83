package dev.countersign.http.web;

import dev.countersign.enrolment.EnrolmentPortal;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Failures as pages, for people. */
public final class WebDialect implements Dialect {
  static final String PREFIX = "/deepfaceauth/api/v1/iframe";

  /** The pages below the enrolment URLs. */
  public static List<Endpoint> endpoints(EnrolmentPortal portal) {
    WebDialect dialect = new WebDialect();
    return List.of(new EnrolmentPage(dialect, portal), new PortalStyle(dialect));
  }

  @Override
  public String name() {
    return "web";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of();
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    int status = failure.kind().status();
    return switch (failure.kind()) {
      case TOO_LARGE ->
          Html.notice(
              status,
              "The photograph is too large",
              "Its file may have 7 MB at most. Please go back and choose a smaller one.");
      case NOT_FOUND, METHOD_NOT_ALLOWED ->
          Html.notice(status, "There is no such page", "Please check the address.");
      case BUSY, TOO_MANY_ATTEMPTS ->
          Html.notice(status, "Too much to do just now", "Please try again in a moment.");
      case MALFORMED,
          AMBIGUOUS_CREDENTIALS,
          NO_CREDENTIALS,
          INVALID_CREDENTIALS,
          SCOPE_MISSING,
          NETWORK_REFUSED,
          UNSUPPORTED_MEDIA_TYPE,
          UNEXPECTED ->
          Html.notice(status, "That did not work", failure.message() + ".");
    };
  }
}
