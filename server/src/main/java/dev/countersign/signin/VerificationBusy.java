package dev.countersign.signin;

import java.time.Duration;

/** What verifies an attempt has too much to do: the attempt was not looked at. */
final class VerificationBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  VerificationBusy(Duration retryAfter) {
    super("Too much to verify; try again in " + retryAfter.toSeconds() + " s", null, false, false);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
