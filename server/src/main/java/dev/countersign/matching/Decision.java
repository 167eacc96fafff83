package dev.countersign.matching;

import dev.countersign.face.MatchScore;

/**
 * Whether a face is somebody's.
 *
 * @param cosine of the angle between the face and the person's template
 * @param threshold from which on it is
 */
public record Decision(double cosine, Threshold threshold) {
  private static final double POINTS = 100;
  private static final double NEAR = 10;
  private static final double ROUNDING = 1e-9;
  private static final double FOUR_DIGITS = 1e4;

  /** Whether it is. */
  public boolean matches() {
    return cosine >= threshold.cosine();
  }

  /** On the scale that clients see, to four digits. */
  public double score() {
    return rounded(MatchScore.of(cosine));
  }

  /** Whether it is not, by at most ten points of a hundred. */
  boolean nearly() {
    double missing = (threshold.score() - MatchScore.of(cosine)) * POINTS;
    return !matches() && missing <= NEAR + ROUNDING;
  }

  /** As fields of an audit event's detail. */
  public String detail() {
    return "\"score\":" + score() + ",\"threshold\":" + rounded(threshold.score());
  }

  /** To four digits. */
  static double rounded(double value) {
    return Math.rint(value * FOUR_DIGITS) / FOUR_DIGITS;
  }
}
