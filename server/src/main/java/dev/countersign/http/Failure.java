package dev.countersign.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a request got no further; a dialect words it in its own shape.
 *
 * @param kind what went wrong
 * @param message what to do about it, for the developer who called
 * @param retryAfter when trying again makes sense, for the two kinds that say so
 */
public record Failure(Kind kind, String message, Optional<Duration> retryAfter) {
  /** What can go wrong before, and around, an endpoint's own work. */
  public enum Kind {
    MALFORMED(400),
    /** Two different credentials in one request. */
    AMBIGUOUS_CREDENTIALS(400),
    NO_CREDENTIALS(401),
    /** Unknown, expired, or of a kind this call does not take. */
    INVALID_CREDENTIALS(401),
    /** The key's scopes do not cover the call. */
    SCOPE_MISSING(403),
    /** Only for callers from configured networks. */
    NETWORK_REFUSED(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    TOO_MANY_ATTEMPTS(429),
    UNEXPECTED(500),
    BUSY(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status, where the dialect has no other. */
    public int status() {
      return status;
    }
  }

  /** A failure that has nothing to say about when to try again. */
  public static Failure of(Kind kind, String message) {
    return new Failure(kind, message, Optional.empty());
  }

  /** The caller guessed too often. */
  public static Failure throttled(Duration retryAfter) {
    return new Failure(
        Kind.TOO_MANY_ATTEMPTS,
        "Too many failed attempts; try again in " + seconds(retryAfter) + " seconds",
        Optional.of(retryAfter));
  }

  /** Somebody's network began too much that is kept. */
  public static Failure tooMany(Duration retryAfter) {
    return new Failure(
        Kind.TOO_MANY_ATTEMPTS,
        "Too many requests were begun from your network; try again in "
            + seconds(retryAfter)
            + " seconds",
        Optional.of(retryAfter));
  }

  /** The server has too much to do. */
  public static Failure busy(Duration retryAfter) {
    return new Failure(
        Kind.BUSY,
        "The server is busy; try again in " + seconds(retryAfter) + " seconds",
        Optional.of(retryAfter));
  }

  /** Whole seconds, rounded up, as Retry-After wants them; at least one. */
  static long seconds(Duration duration) {
    return Math.max(1, Math.ceilDiv(duration.toMillis(), 1000L));
  }
}
