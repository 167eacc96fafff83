package dev.countersign.lifecycle;

import dev.countersign.domain.User;
import java.time.Duration;

/** What came of choosing a password by a mailed link or code. */
public sealed interface PasswordResult {
  /** It is the password now; every session there was has ended. */
  record Changed(User user) implements PasswordResult {}

  /** No such link or code, or it was used, or it is another account's. */
  record Unknown() implements PasswordResult {}

  /** It came too late. */
  record Expired() implements PasswordResult {}

  /** The password cannot be used; the message says why. The link still works. */
  record Refused(String message) implements PasswordResult {}

  /** Too much work: not looked at. */
  record Busy(Duration retryAfter) implements PasswordResult {}
}
