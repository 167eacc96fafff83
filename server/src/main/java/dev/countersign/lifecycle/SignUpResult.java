package dev.countersign.lifecycle;

import java.time.Duration;

/** What somebody is told who signs up: the same whether or not there is such an account. */
public sealed interface SignUpResult {
  /** It was taken on; what follows is mailed. */
  record Accepted(String userName) implements SignUpResult {}

  /** What was given cannot be used; the message says why. */
  record Refused(String message) implements SignUpResult {}

  /** The customer takes nobody in who signs up. */
  record Closed() implements SignUpResult {}

  /** Too many requests from that network. */
  record Throttled(Duration retryAfter) implements SignUpResult {}

  /** Too much work: not looked at. */
  record Busy(Duration retryAfter) implements SignUpResult {}
}
