package dev.countersign.matching;

/**
 * Which cosine holds false matches down to a rate, as measured for the packed model over 87.3
 * million pairs of different people (LFW, cleaned). Between what was measured the logarithm of the
 * rate is taken as linear; beyond it the last slope goes on, which is no measurement any more.
 */
final class FalseMatchRates {
  private static final double[] COSINES = {0.35, 0.42, 0.50, 0.55};
  private static final double[] RATES = {7.9e-4, 9.6e-5, 5.0e-6, 1.0e-6};
  private static final double HIGHEST = 0.95;

  private FalseMatchRates() {}

  /** The cosine from which on strangers match at most that often, in each comparison. */
  static double cosine(double rate) {
    int i = 1;
    while (i < RATES.length - 1 && rate < RATES[i]) {
      i++;
    }
    double slope = (COSINES[i] - COSINES[i - 1]) / Math.log(RATES[i - 1] / RATES[i]);
    return Math.clamp(COSINES[i - 1] + slope * Math.log(RATES[i - 1] / rate), 0.0, HIGHEST);
  }
}
