package dev.countersign.face;

/**
 * One axis of an anti-aliased resize: which inputs make up each output, and their weights.
 *
 * <p>With scale = in/out and f = max(1, scale), output i takes the inputs from max(0, int(c − f +
 * .5)) until min(in, int(c + f + .5)), where c = (i + .5) · scale, each weighing max(0, 1 − |k − c
 * + .5| / f), and the weights sum up to 1.
 */
final class Taps {
  /** The first output these are for. */
  final int from;

  /** How many outputs these are for. */
  final int outputs;

  /** By output, its first input. */
  final int[] first;

  /** By output, how many inputs it takes. */
  final int[] count;

  /** The most inputs one takes. */
  final int most;

  /** The weights of output i start at i times this, and behind them are zeros. */
  final int stride;

  final float[] weights;

  /** The first input any output takes. */
  final int least;

  /** The input after the last any output takes. */
  final int end;

  /**
   * For a part of the outputs.
   *
   * @param in how many inputs the axis has
   * @param out how many outputs the whole axis has
   * @param from the first output wanted
   * @param to the output after the last wanted
   */
  Taps(int in, int out, int from, int to) {
    double scale = (double) in / out;
    double reach = Math.max(1, scale);
    this.from = from;
    this.outputs = to - from;
    this.stride = (int) Math.ceil(2 * reach) + 2;
    this.first = new int[outputs];
    this.count = new int[outputs];
    this.weights = new float[outputs * stride];
    int lowest = in;
    int highest = 0;
    int longest = 0;
    for (int i = 0; i < outputs; i++) {
      double centre = (from + i + .5) * scale;
      first[i] = Math.max(0, (int) (centre - reach + .5));
      count[i] = Math.min(in, (int) (centre + reach + .5)) - first[i];
      weigh(i, centre, reach);
      longest = Math.max(longest, count[i]);
      lowest = Math.min(lowest, first[i]);
      highest = Math.max(highest, first[i] + count[i]);
    }
    this.most = longest;
    this.least = lowest;
    this.end = highest;
  }

  private void weigh(int i, double centre, double reach) {
    double sum = 0;
    for (int k = 0; k < count[i]; k++) {
      sum += weight(first[i] + k, centre, reach);
    }
    for (int k = 0; k < count[i]; k++) {
      weights[i * stride + k] = (float) (weight(first[i] + k, centre, reach) / sum);
    }
  }

  private static double weight(int input, double centre, double reach) {
    return Math.max(0, 1 - Math.abs(input - centre + .5) / reach);
  }
}
