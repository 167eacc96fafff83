package dev.countersign.capture;

import dev.countersign.face.FaceSample;
import dev.countersign.picture.GivenPicture;
import java.time.Duration;

/** What became of looking for a face in a picture. */
public sealed interface CaptureResult {
  /**
   * A face that is fit for its purpose.
   *
   * @param given the file of the picture it is in
   * @param sample the face
   */
  record Taken(GivenPicture given, FaceSample sample) implements CaptureResult {}

  /** The picture cannot be used. */
  record Unfit(Refusal refusal) implements CaptureResult {}

  /** Too much work: not looked at. */
  record Busy(Duration retryAfter) implements CaptureResult {}
}
