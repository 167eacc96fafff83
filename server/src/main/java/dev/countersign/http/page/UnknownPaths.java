package dev.countersign.http.page;

import dev.countersign.http.Dialect;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import java.time.Instant;
import java.util.Set;

/**
 * Paths that are nobody's: browsers, which ask for HTML, are shown a page, and programs are told in
 * their own words.
 */
public final class UnknownPaths implements Dialect {
  private final Dialect programs;
  private final Dialect browsers;

  public UnknownPaths(Dialect programs, Dialect browsers) {
    this.programs = programs;
    this.browsers = browsers;
  }

  @Override
  public String name() {
    return programs.name();
  }

  @Override
  public String prefix() {
    return programs.prefix();
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return programs.tokenSources();
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    return programs.failure(failure, path, at);
  }

  @Override
  public Reply failure(Failure failure, Exchange exchange) {
    boolean browser =
        exchange.safe() && exchange.header("Accept").filter(UnknownPaths::wantsHtml).isPresent();
    Dialect asked = browser ? browsers : programs;
    return asked.failure(failure, exchange);
  }

  /** Browsers name HTML when somebody opens an address; programs that take anything do not. */
  private static boolean wantsHtml(String accept) {
    return accept.contains("text/html");
  }
}
