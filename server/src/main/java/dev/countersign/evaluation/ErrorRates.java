package dev.countersign.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What happens at any threshold: who scores that much or more is taken for right.
 *
 * @param right scores of those who should be accepted
 * @param wrong scores of those who should not
 */
record ErrorRates(ScoreHistogram right, ScoreHistogram wrong) {
  /** Points this much apart, as a factor, make a smooth curve. */
  private static final double APART = .97;

  /**
   * Where a curve goes through.
   *
   * @param accepted the part of the wrong that is accepted
   * @param refused the part of the right that is refused
   */
  record Point(double accepted, double refused) {}

  /**
   * Both errors at a threshold.
   *
   * @param accepted the part of the wrong that is accepted; null where there are none
   * @param refused the part of the right that is refused; null where there are none
   */
  record Errors(@Nullable Double accepted, @Nullable Double refused) {}

  /** What happens at that threshold, as far as there are scores to tell. */
  Errors at(double threshold) {
    return new Errors(
        wrong.count() == 0 ? null : wronglyAccepted(threshold),
        right.count() == 0 ? null : wronglyRefused(threshold));
  }

  double wronglyAccepted(double threshold) {
    return wrong.share(threshold);
  }

  double wronglyRefused(double threshold) {
    return 1 - right.share(threshold);
  }

  /**
   * The lowest threshold at which at most that part of the wrong is accepted; absent when there are
   * too few scores to tell.
   */
  OptionalDouble thresholdFor(double accepted) {
    if (accepted * wrong.count() < 1) {
      return OptionalDouble.empty();
    }
    int low = 0;
    int high = ScoreHistogram.STEPS - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (wrong.share(middle) <= accepted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalDouble.of(ScoreHistogram.score(low));
  }

  /** Where as many of the right are refused as of the wrong are accepted; null without both. */
  @Nullable Double equalErrorRate() {
    if (right.count() == 0 || wrong.count() == 0) {
      return null;
    }
    int low = 0;
    int high = ScoreHistogram.STEPS - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (1 - right.share(middle) >= wrong.share(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (low > 0 && difference(low - 1) < difference(low)) {
      low--;
    }
    return (1 - right.share(low) + wrong.share(low)) / 2;
  }

  private double difference(int step) {
    return Math.abs(1 - right.share(step) - wrong.share(step));
  }

  /** The trade-off over all thresholds, from the most accepted to the fewest. */
  List<Point> curve() {
    List<Point> points = new ArrayList<>();
    double least = 1;
    for (int step = 0; step < ScoreHistogram.STEPS; step++) {
      double accepted = wrong.share(step);
      if (accepted <= 0) {
        break;
      }
      if (points.isEmpty() || accepted <= least * APART) {
        points.add(new Point(accepted, 1 - right.share(step)));
        least = accepted;
      }
    }
    return points;
  }
}
