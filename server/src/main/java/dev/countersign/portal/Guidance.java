package dev.countersign.portal;

import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Glance;
import dev.countersign.face.Landmarks;
import dev.countersign.face.Picture;
import java.util.List;
import java.util.Optional;

/**
 * What to tell somebody in front of a camera, of one of its frames.
 *
 * @param hint what to do first
 * @param width of the frame
 * @param height of the frame
 * @param face where the face is
 * @param landmarks its points
 */
public record Guidance(
    Hint hint, int width, int height, Optional<Face> face, Optional<Landmarks> landmarks) {
  /** From which part of the frame's shorter side on a face is near enough. */
  private static final double NEAR = .30;

  private static final double TOO_NEAR = .85;
  private static final double OFF_CENTRE_ACROSS = .17;
  private static final double OFF_CENTRE_DOWN = .20;
  private static final double RIVAL = .4;
  private static final double MOST_ROLL = 15;
  private static final double MOST_YAW = 15;

  /** Open eyes are a quarter as high as wide, and hardly ever less than this. */
  private static final double LEAST_EYE_OPENING = .13;

  /** What to do first, in the order in which it matters. */
  public enum Hint {
    NO_FACE,
    ALONE,
    CLOSER,
    BACK,
    CENTRE,
    LIGHTER,
    DARKER,
    UPRIGHT,
    STRAIGHT,
    EYES,
    /** Nothing: as far as one frame tells, a picture can be taken. */
    READY
  }

  static Guidance of(Picture frame, Glance glance) {
    Optional<Face> face = glance.faces().stream().findFirst();
    Hint hint = face.map(main -> hint(frame, glance, main)).orElse(Hint.NO_FACE);
    return new Guidance(hint, frame.width(), frame.height(), face, glance.landmarks());
  }

  private static Hint hint(Picture frame, Glance glance, Face face) {
    List<Face> faces = glance.faces();
    if (faces.size() > 1 && faces.get(1).area() >= RIVAL * face.area()) {
      return Hint.ALONE;
    }
    if (face.height() < NEAR * Math.min(frame.width(), frame.height())) {
      return Hint.CLOSER;
    }
    if (face.height() > TOO_NEAR * frame.height() || face.width() > TOO_NEAR * frame.width()) {
      return Hint.BACK;
    }
    double across = (face.x1() + face.x2()) / 2 / frame.width() - .5;
    double down = (face.y1() + face.y2()) / 2 / frame.height() - .5;
    if (Math.abs(across) > OFF_CENTRE_ACROSS || Math.abs(down) > OFF_CENTRE_DOWN) {
      return Hint.CENTRE;
    }
    return lit(frame, face)
        .or(() -> glance.landmarks().flatMap(Guidance::posed))
        .orElse(Hint.READY);
  }

  private static Optional<Hint> lit(Picture frame, Face face) {
    double light = Light.of(frame, face);
    if (light < Light.DARK) {
      return Optional.of(Hint.LIGHTER);
    }
    return light > Light.GLARING ? Optional.of(Hint.DARKER) : Optional.empty();
  }

  private static Optional<Hint> posed(Landmarks points) {
    if (Math.abs(points.roll()) > MOST_ROLL) {
      return Optional.of(Hint.UPRIGHT);
    }
    if (Math.abs(points.yaw()) > MOST_YAW) {
      return Optional.of(Hint.STRAIGHT);
    }
    return points.eyeOpening() < LEAST_EYE_OPENING ? Optional.of(Hint.EYES) : Optional.empty();
  }
}
