package dev.countersign.crypto;

import java.time.Duration;

/** The pool's queue is full; the caller should come back after {@link #retryAfter()}. */
public final class HashPoolFull extends Exception {

  private final Duration retryAfter;

  HashPoolFull(Duration retryAfter) {
    super("The password hashing queue is full", null, false, false);
    this.retryAfter = retryAfter;
  }

  /** When the present queue will have been worked off: whole seconds, at least one. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
