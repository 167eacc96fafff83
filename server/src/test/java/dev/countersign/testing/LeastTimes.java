package dev.countersign.testing;

import java.util.function.IntConsumer;

/**
 * How long two things take that nobody should tell apart by it: each at its quickest, since what
 * else the machine does only ever adds to a time.
 */
public final class LeastTimes {
  private final IntConsumer one;
  private final IntConsumer other;
  private long leastOfOne = Long.MAX_VALUE;
  private long leastOfOther = Long.MAX_VALUE;

  /** Of two things, which are told how often they were done before. */
  public LeastTimes(IntConsumer one, IntConsumer other) {
    this.one = one;
    this.other = other;
  }

  /**
   * How many times as long the one takes. They are done in turn, and where the machine was too busy
   * for so few rounds to say that they are alike, oftener: a true difference stays.
   */
  public double ratio(int rounds, int mostRounds, double from, double to) {
    double ratio = 0;
    for (int i = 0; i < rounds || (i < mostRounds && (ratio < from || ratio > to)); i++) {
      leastOfOne = Math.min(leastOfOne, nanos(one, i));
      leastOfOther = Math.min(leastOfOther, nanos(other, i));
      ratio = (double) leastOfOne / leastOfOther;
    }
    return ratio;
  }

  private static long nanos(IntConsumer something, int round) {
    long started = System.nanoTime();
    something.accept(round);
    return System.nanoTime() - started;
  }
}
