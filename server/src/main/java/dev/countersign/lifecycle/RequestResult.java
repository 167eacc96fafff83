package dev.countersign.lifecycle;

import java.time.Duration;

/**
 * What a stranger is told who asks for something to be mailed. Whether there is such an account is
 * not to be told from it.
 */
public sealed interface RequestResult {
  /** It was taken on. What follows, if anything, is mailed. */
  record Accepted() implements RequestResult {}

  /** Too many requests from that network. */
  record Throttled(Duration retryAfter) implements RequestResult {}
}
