package dev.countersign.signin;

import java.time.Duration;

/**
 * How a sign-in ended. A dialect renders it with one {@code switch} without a default.
 *
 * @param <T> what a success grants
 */
public sealed interface SignInResult<T> {
  /** The credentials were right; everything is written. */
  record SignedIn<T>(T grant) implements SignInResult<T> {}

  /** Refused. Whether the account exists is not to be told from it. */
  record Refused<T>(Reason reason) implements SignInResult<T> {}

  /** Too many guesses: not looked at. */
  record Throttled<T>(Duration retryAfter) implements SignInResult<T> {}

  /** Too much work: not looked at. */
  record Busy<T>(Duration retryAfter) implements SignInResult<T> {}

  /** Why a sign-in was refused, as far as the person may know. */
  enum Reason {
    /** Unknown, wrong, disabled, without a password: all alike. */
    WRONG_CREDENTIALS,
    /** A device proof was sent that does not hold. */
    DEVICE_PROOF_INVALID,
    /** The password was right, and the account needs more than a password. */
    SECOND_FACTOR_REQUIRED,
    /** A code for one use was right, and was taken before. It is counted like a wrong one. */
    CODE_USED
  }
}
