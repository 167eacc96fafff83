package dev.countersign.face;

/**
 * The score clients see for a cosine, from 0 to 1: straight lines through fixed points, chosen so
 * that 0.5 is the recommended threshold and 0.7 a strict one. It only grows with the cosine.
 */
public final class MatchScore {
  private static final double[] COSINES = {0, .35, .42, .50, .60, 1};
  private static final double[] SCORES = {0, .35, .50, .70, .85, 1};

  private MatchScore() {}

  /**
   * The score of a cosine.
   *
   * @param cosine between two embeddings; below 0 it scores 0
   */
  public static double of(double cosine) {
    return onLines(COSINES, SCORES, cosine);
  }

  /**
   * The cosine that has a score: the threshold meant by one.
   *
   * @param score from 0 to 1; what lies outside is taken as the nearer of them
   */
  public static double cosineOf(double score) {
    return onLines(SCORES, COSINES, score);
  }

  private static double onLines(double[] from, double[] to, double value) {
    int last = from.length - 1;
    if (value <= from[0]) {
      return to[0];
    }
    if (value >= from[last]) {
      return to[last];
    }
    int end = 1;
    while (value > from[end]) {
      end++;
    }
    double part = (value - from[end - 1]) / (from[end] - from[end - 1]);
    return to[end - 1] + part * (to[end] - to[end - 1]);
  }
}
