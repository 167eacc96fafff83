package dev.countersign.matching;

import dev.countersign.capture.Refusal;
import dev.countersign.face.Embedding;
import dev.countersign.face.FaceSample;
import java.util.Optional;

/**
 * Whether the face that is compared is the one that was seen to do what it was asked to. Both may
 * come from one file: in a picture of two people, each look may take another one for the main one.
 */
final class SeenFace {
  private SeenFace() {}

  static Optional<Refusal> refusal(Optional<Embedding> seen, FaceSample sample) {
    boolean same =
        seen.stream().allMatch(one -> one.cosine(sample.embedding()) >= Threshold.sameCapture());
    if (same) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of("other_person", "The face is another than the one that was seen to turn"));
  }
}
