package dev.countersign.matching;

import dev.countersign.capture.Refusal;
import dev.countersign.capture.ShownPictures;
import java.time.Duration;
import java.util.Optional;

/** How comparing a face with a person ended. */
public sealed interface AuthenticationResult {
  /**
   * The face is the person's.
   *
   * @param threshold what was used
   * @param decision how like they are, absent where a code made up for the face
   */
  record Authenticated(
      String userName, ShownPictures pictures, Threshold threshold, Optional<Decision> decision)
      implements AuthenticationResult {}

  /**
   * It is not, or it was not compared.
   *
   * @param decision how like they are, if they were compared
   */
  record Refused(String userName, String original, Refusal refusal, Optional<Decision> decision)
      implements AuthenticationResult {}

  /**
   * It is not quite like the person, who was sent a code to tell back.
   *
   * @param reference what the code is asked for by
   */
  record CodeSent(String userName, String original, String reference)
      implements AuthenticationResult {
    /** Without the reference. */
    @Override
    public String toString() {
      return "CodeSent[…]";
    }
  }

  /** Too much work: not looked at, and nothing was written. */
  record Busy(String userName, String original, Duration retryAfter)
      implements AuthenticationResult {}
}
