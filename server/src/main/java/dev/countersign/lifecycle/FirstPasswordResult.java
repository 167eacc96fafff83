package dev.countersign.lifecycle;

import java.time.Duration;

/** What came of choosing a password while a sign-up is confirmed. */
public sealed interface FirstPasswordResult {
  /**
   * The link was followed, or could not be.
   *
   * @param result what came of it
   */
  record Followed(LinkResult result) implements FirstPasswordResult {}

  /** The password cannot be used; the message says what to do. The link still works. */
  record Refused(String message) implements FirstPasswordResult {}

  /** Too much is going on; the link still works. */
  record Busy(Duration retryAfter) implements FirstPasswordResult {}
}
