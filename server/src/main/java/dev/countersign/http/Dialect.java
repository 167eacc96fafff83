package dev.countersign.http;

import java.time.Instant;
import java.util.Set;

/** How one published API words what the pipeline has to say. Dialects do not know each other. */
public interface Dialect {
  /** Its name in logs, metrics and the audit trail. */
  String name();

  /** Paths that begin so are this dialect's, unknown ones included. */
  String prefix();

  /** Where its clients put a token. */
  Set<TokenSource> tokenSources();

  /**
   * A failure in its own shape.
   *
   * @param path what was called, without the query
   * @param at when
   */
  Reply failure(Failure failure, String path, Instant at);

  /** The same, for a dialect that looks at more of the request. */
  default Reply failure(Failure failure, Exchange exchange) {
    return failure(failure, exchange.path(), exchange.receivedAt());
  }
}
