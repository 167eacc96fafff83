package dev.countersign.portal;

import dev.countersign.capture.Capture;
import dev.countersign.capture.CaptureResult;
import dev.countersign.capture.CaptureResult.Busy;
import dev.countersign.capture.CaptureResult.Taken;
import dev.countersign.capture.CaptureResult.Unfit;
import dev.countersign.capture.Refusal;
import dev.countersign.face.Embedding;
import dev.countersign.face.FaceSample;
import dev.countersign.matching.Threshold;
import dev.countersign.portal.Challenges.Side;
import dev.countersign.portal.Visit.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody turned their head as they were asked to: a photograph straight on, then one of
 * each side, all of the same person. It keeps out whoever has one photograph of the person. It does
 * not keep out whoever has two: one straight on and a turned one, whose mirror image is the other
 * side. They may be held up to the camera or uploaded, since nothing shows where a picture comes
 * from. It is no detection of presentation attacks.
 */
public final class TurnCheck {
  /** From how many degrees on a head counts as turned. */
  private static final double TURNED = 20;

  /** Up to how many it counts as straight. */
  private static final double STRAIGHT = 15;

  private final Challenges challenges;
  private final Capture capture;

  public TurnCheck(Challenges challenges, Capture capture) {
    this.challenges = challenges;
    this.capture = capture;
  }

  /** What was found out. */
  sealed interface Checked {
    /**
     * They did.
     *
     * @param face the face of the first photograph, that the turned ones are like
     */
    record Passed(Embedding face) implements Checked {}

    /** They did not, or it cannot be seen. */
    record Failed(Refusal refusal) implements Checked {}

    /** Too much work: not looked at. */
    record Later(Duration retryAfter) implements Checked {}
  }

  /** Looks at a try's first photograph and at those of the sides. */
  Checked check(Open visit, Shot shot) {
    if (shot.turns().size() != 2) {
      return failed("challenge_missing", "The pictures of your turned head are missing");
    }
    Optional<List<Side>> sides = challenges.redeem(visit, shot.challenge());
    if (sides.isEmpty()) {
      return failed("challenge_over", "This took too long, or was sent twice: please try again");
    }
    List<byte[]> files =
        List.of(shot.photographs().getFirst(), shot.turns().get(0), shot.turns().get(1));
    List<FaceSample> seen = new ArrayList<>();
    for (byte[] file : files) {
      CaptureResult result = capture.turned(file);
      switch (result) {
        case Taken taken -> seen.add(taken.sample());
        case Unfit(Refusal refusal) -> {
          return new Checked.Failed(refusal);
        }
        case Busy(Duration retryAfter) -> {
          return new Checked.Later(retryAfter);
        }
      }
    }
    return judged(seen, sides.get());
  }

  private static Checked judged(List<FaceSample> seen, List<Side> sides) {
    FaceSample straight = seen.getFirst();
    if (Math.abs(straight.landmarks().yaw()) > STRAIGHT) {
      return failed("not_straight", "Please look straight into the camera first");
    }
    for (int i = 0; i < sides.size(); i++) {
      FaceSample turned = seen.get(i + 1);
      if (degrees(turned, sides.get(i)) < TURNED) {
        return failed("not_turned", "Your head was not turned far enough, or to the other side");
      }
      double cosine = straight.embedding().cosine(turned.embedding());
      if (cosine < Threshold.sameCapture()) {
        return failed("other_person", "The pictures do not show the same person");
      }
    }
    return new Checked.Passed(straight.embedding());
  }

  /** Somebody who faces the camera has their left where the picture has its right. */
  private static double degrees(FaceSample sample, Side side) {
    double yaw = sample.landmarks().yaw();
    return side == Side.LEFT ? yaw : -yaw;
  }

  private static Checked failed(String code, String message) {
    return new Checked.Failed(Refusal.of(code, message));
  }
}
