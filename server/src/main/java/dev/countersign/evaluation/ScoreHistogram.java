package dev.countersign.evaluation;

import java.util.Arrays;

/** Scores between −1 and 1, counted with weights in steps of 0.00001. Not for several threads. */
final class ScoreHistogram {
  /** How many steps there are, and one above all scores. */
  static final int STEPS = 200_002;

  private static final double PER_STEP = 1e-5;
  private static final double ROUNDING = 1e-6;

  private final double[] weights = new double[STEPS];
  private final double[] above = new double[STEPS + 1];
  private boolean summed;
  private long count;

  void add(double score, double weight) {
    weights[stepOf(score)] += weight;
    count++;
    summed = false;
  }

  /** How many scores there are. */
  long count() {
    return count;
  }

  private static int stepOf(double score) {
    double steps = (Math.clamp(score, -1, 1) + 1) / PER_STEP;
    return (int) (steps + ROUNDING);
  }

  static double score(int step) {
    return step * PER_STEP - 1;
  }

  /** The part of the weight that scores at this step or above, 0 to 1. */
  double share(int step) {
    if (!summed) {
      sum();
    }
    return above[0] == 0 ? 0 : above[step] / above[0];
  }

  /** The part of the weight at this score or above. */
  double share(double score) {
    return share(stepOf(score));
  }

  private void sum() {
    Arrays.fill(above, 0);
    for (int step = STEPS - 1; step >= 0; step--) {
      above[step] = above[step + 1] + weights[step];
    }
    summed = true;
  }
}
