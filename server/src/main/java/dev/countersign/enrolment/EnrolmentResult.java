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
   * @param leftOut the pictures that could not be used, if there was one that could
   */
  record Enrolled(
      String userName, ShownPictures pictures, List<String> alike, List<LeftOut> leftOut)
      implements EnrolmentResult {}

  /**
   * A picture that is not part of the template.
   *
   * @param picture its place among those sent, from 0
   * @param refusal why
   */
  record LeftOut(int picture, Refusal refusal) {}

  /** It is not. */
  record Refused(String userName, String original, Refusal refusal) implements EnrolmentResult {}

  /** Too much work: not looked at, and nothing was written. */
  record Busy(String userName, String original, Duration retryAfter) implements EnrolmentResult {}
}
