package dev.countersign.http.page;

import dev.countersign.http.Dialect;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import java.time.Instant;
import java.util.Set;

/**
 * Failures as pages, for people, below one path. They say what to do and name the request, so that
 * whoever runs the server finds it in the log.
 */
public final class PageDialect implements Dialect {
  /** What sign-ins begun on pages are called in sessions, logs and the audit trail. */
  public static final String NAME = "web";

  private final String name;
  private final String prefix;
  private final Pages pages;

  public PageDialect(String prefix, Pages pages) {
    this(NAME, prefix, pages);
  }

  /** One that the audit trail knows by a name of its own. */
  public PageDialect(String name, String prefix, Pages pages) {
    this.name = name;
    this.prefix = prefix;
    this.pages = pages;
  }

  /**
   * What went wrong.
   *
   * @param kind which of the texts {@code error.….title} and {@code error.….text}
   */
  public record ErrorPage(String kind) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String prefix() {
    return prefix;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of();
  }

  @Override
  public Reply failure(Failure failure, Exchange exchange) {
    ErrorPage page = new ErrorPage(kind(failure.kind()));
    return pages.reply(exchange, View.of(failure.kind().status(), "error.jte", page));
  }

  /** Where not even an exchange could be made of the request. */
  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return Reply.text(
        failure.kind().status(), "text/plain; charset=utf-8", failure.message() + ".\n");
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "not-found";
      case METHOD_NOT_ALLOWED -> "method";
      case TOO_LARGE -> "too-large";
      case TOO_MANY_ATTEMPTS -> "too-often";
      case BUSY -> "busy";
      case MALFORMED,
          AMBIGUOUS_CREDENTIALS,
          NO_CREDENTIALS,
          INVALID_CREDENTIALS,
          SCOPE_MISSING,
          NETWORK_REFUSED,
          UNSUPPORTED_MEDIA_TYPE ->
          "malformed";
      case UNEXPECTED -> "unexpected";
    };
  }
}
