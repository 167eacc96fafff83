package dev.countersign.face;

import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample.Face;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a face must be like for a purpose. The first gate it fails gives the reason. */
public final class QualityGates {
  /**
   * Below this quality the picture may be turned: upright faces have 3.75 in the median, those
   * turned by 90 degrees 1.83, by 180 degrees 2.07.
   */
  public static final double LEAST_UPRIGHT_QUALITY = 2.5;

  /** Below this quality nobody is enrolled. */
  public static final double LEAST_ENROLLED_QUALITY = 2.8;

  private static final double RIVAL_SHARE = .4;

  private static final Gates ENROL = new Gates(LEAST_ENROLLED_QUALITY, 100, .9, 30);
  private static final Gates VERIFY = new Gates(LEAST_UPRIGHT_QUALITY, 60, 0, 180);

  private QualityGates() {}

  private record Gates(double quality, double height, double score, double roll) {}

  /** Why the picture cannot serve the purpose; empty when it can. */
  public static Optional<FaceRefusal> check(Analysis analysis, Purpose purpose) {
    Gates gates =
        switch (purpose) {
          case ENROL -> ENROL;
          case VERIFY -> VERIFY;
        };
    return Optional.ofNullable(refusal(analysis, gates));
  }

  private static @Nullable FaceRefusal refusal(Analysis analysis, Gates gates) {
    Face face = analysis.face();
    if (hasRival(analysis)) {
      return FaceRefusal.MORE_THAN_ONE;
    }
    if (face.height() < gates.height) {
      return FaceRefusal.TOO_SMALL;
    }
    if (Math.abs(analysis.landmarks().roll()) > gates.roll) {
      return FaceRefusal.TOO_TURNED;
    }
    if (analysis.quality() < gates.quality || face.score() < gates.score) {
      return FaceRefusal.TOO_UNCLEAR;
    }
    return null;
  }

  /** Somebody else stands as near, so nobody can say whose picture it is. */
  private static boolean hasRival(Analysis analysis) {
    return analysis.faces().size() > 1
        && analysis.faces().get(1).area() >= RIVAL_SHARE * analysis.face().area();
  }
}
