package dev.countersign.http.web.factor;

import dev.countersign.http.Exchange;
import dev.countersign.http.page.Continuation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where in the console whoever sets a factor up for its sake was going, if they were.
 *
 * @param next the path, or the empty string
 */
record Onward(String next) {
  private static final String FIELD = "continue";

  /** What the address, or the form that was sent, says of it. */
  static Onward of(Exchange exchange) {
    Optional<String> asked =
        exchange.safe() ? exchange.query(FIELD) : exchange.form().optionalText(FIELD);
    return new Onward(
        asked.map(path -> Continuation.of(asked)).filter(Continuation::intoConsole).orElse(""));
  }

  /** Whether they were. */
  boolean intoConsole() {
    return !next.isEmpty();
  }

  /** That page, which then knows where to go on to. */
  String keptBy(String page) {
    if (next.isEmpty()) {
      return page;
    }
    return page + "?" + FIELD + "=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }

  /** Where to go on to, or to that page where nothing else was asked for. */
  String or(String page) {
    return next.isEmpty() ? page : next;
  }
}
