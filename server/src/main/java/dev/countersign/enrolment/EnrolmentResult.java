package dev.countersign.enrolment;

import dev.countersign.capture.Refusal;
import dev.countersign.capture.ShownPictures;
import java.time.Duration;
import java.util.List;

/** How an enrolment ended. */
public sealed interface EnrolmentResult {
  /**
   * The face is kept.
   *
   * @param alike the names of other people it is like, where the customer has that looked for
   */
  record Enrolled(String userName, ShownPictures pictures, List<String> alike)
      implements EnrolmentResult {}

  /** It is not. */
  record Refused(String userName, String original, Refusal refusal) implements EnrolmentResult {}

  /** Too much work: not looked at, and nothing was written. */
  record Busy(String userName, String original, Duration retryAfter) implements EnrolmentResult {}
}
