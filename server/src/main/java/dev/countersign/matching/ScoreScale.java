package dev.countersign.matching;

/**
 * The scale that clients see: piecewise linear over the cosine, so that 0.5 and 0.7 mean what the
 * manual of the dialect says of them.
 */
final class ScoreScale {
  private static final double[] COSINES = {0, 0.35, 0.42, 0.50, 0.60, 1};
  private static final double[] SCORES = {0, 0.35, 0.50, 0.70, 0.85, 1};

  private ScoreScale() {}

  /** The score of a cosine, 0 to 1. */
  static double score(double cosine) {
    return mapped(cosine, COSINES, SCORES);
  }

  /** The cosine behind a score, 0 to 1. */
  static double cosine(double score) {
    return mapped(score, SCORES, COSINES);
  }

  private static double mapped(double value, double[] from, double[] to) {
    double x = Math.clamp(value, 0.0, 1.0);
    int i = 1;
    while (x > from[i]) {
      i++;
    }
    double share = (x - from[i - 1]) / (from[i] - from[i - 1]);
    return to[i - 1] + share * (to[i] - to[i - 1]);
  }
}
