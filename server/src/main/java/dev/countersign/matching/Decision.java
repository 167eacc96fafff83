package dev.countersign.matching;

import dev.countersign.face.MatchScore;
import java.math.BigDecimal;
import java.math.RoundingMode;

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
  private static final int DIGITS = 4;

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
    return "\"score\":" + plain(score()) + ",\"threshold\":" + plain(threshold.told());
  }

  /** As many of four digits as there are, without the exponent that Java gives small numbers. */
  static String plain(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    return exact.setScale(Math.min(exact.scale(), DIGITS), RoundingMode.HALF_EVEN).toPlainString();
  }

  /** To four digits. */
  static double rounded(double value) {
    return Math.rint(value * FOUR_DIGITS) / FOUR_DIGITS;
  }
}
