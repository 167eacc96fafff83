package dev.countersign.authorization;

import java.time.Duration;

/** What becomes of a pushed authorization request (RFC 9126). */
public sealed interface PushResult {
  /**
   * It waits.
   *
   * @param requestUri what stands for it, for one use
   * @param seconds for how long
   */
  record Pushed(String requestUri, long seconds) implements PushResult {
    /** Without the reference. */
    @Override
    public String toString() {
      return "Pushed[" + seconds + " s]";
    }
  }

  /** Too many were pushed from there; so long there will be no more. */
  record TooMany(Duration retryAfter) implements PushResult {}

  /** It could not be carried out. */
  record Refused(Problem problem) implements PushResult {}
}
