package dev.countersign.token;

import java.time.Duration;

/** Why a caller that sent name and key was not let in. */
public sealed interface CallerRefusal {
  /** Unknown name, wrong key: all alike. */
  record Unknown() implements CallerRefusal {}

  /** The key is right and has not the scope {@code tokens:introspect}. */
  record ScopeMissing() implements CallerRefusal {}

  /** Too many wrong passwords: not looked at. */
  record Throttled(Duration retryAfter) implements CallerRefusal {}

  /** Too much work: not looked at. */
  record Busy(Duration retryAfter) implements CallerRefusal {}
}
