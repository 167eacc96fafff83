package dev.countersign.face;

import java.util.List;
import java.util.Optional;

/**
 * How often strangers are taken for one another at a threshold, as measured for one model. Between
 * measured points, and beyond them, the logarithm of the rate is a straight line.
 *
 * <p>Faces that are alike (of one family, sex, age or origin) match falsely ten times as often as
 * these rates say.
 */
public final class FalseMatchRates {
  /** Of the model packed with the server: 87.3 million pairs of strangers of LFW, cleaned. */
  static final FalseMatchRates PACKED_MODEL =
      new FalseMatchRates(
          List.of(
              new Point(.35, 7.9e-4),
              new Point(.42, 9.6e-5),
              new Point(.50, 5.0e-6),
              // Less was seen than this; taking it as it stands asks for no less than is needed.
              new Point(.55, 1.0e-6)));

  /** Its name, which ends in the first of its file's SHA-256 digest. */
  static final String PACKED_NAME = "faceplugin-mobilefacenet:87aacdfe5751";

  private static final String PREFIX = "fmr:";

  private final List<Point> points;

  /**
   * From measurements.
   *
   * @param points at least two, the cosines growing and the rates falling
   */
  public FalseMatchRates(List<Point> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException("A line needs two points");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).cosine <= points.get(i - 1).cosine
          || points.get(i).rate >= points.get(i - 1).rate) {
        throw new IllegalArgumentException("A higher threshold has a lower rate");
      }
    }
    this.points = List.copyOf(points);
  }

  /**
   * What was measured of a model.
   *
   * @param model as {@link FaceEngine#model} names it
   * @return empty for every model but the packed one
   */
  public static Optional<FalseMatchRates> of(String model) {
    return Optional.of(PACKED_MODEL).filter(_ -> model.equals(PACKED_NAME));
  }

  /**
   * A measurement.
   *
   * @param cosine the threshold
   * @param rate of pairs of strangers at or above it: over 0, at most 1
   */
  public record Point(double cosine, double rate) {
    public Point {
      requireRate(rate);
    }
  }

  /**
   * The threshold for a rate.
   *
   * @param rate of pairs of strangers that may match: over 0, at most 1
   * @return a cosine from 0 to 1
   */
  public double cosineFor(double rate) {
    requireRate(rate);
    int end = 1;
    while (end < points.size() - 1 && rate < points.get(end).rate) {
      end++;
    }
    Point left = points.get(end - 1);
    Point right = points.get(end);
    double part = Math.log(rate / left.rate) / Math.log(right.rate / left.rate);
    return Math.clamp(left.cosine + part * (right.cosine - left.cosine), 0, 1);
  }

  /**
   * The threshold for a search: each of the gallery's templates is one more chance to be wrong, so
   * the rate of searches for strangers that find somebody is about the gallery's size times that of
   * pairs.
   *
   * @param rate of such searches: over 0, at most 1
   * @param gallery how many templates are searched; nobody counts as one
   */
  public double cosineForSearch(double rate, long gallery) {
    requireRate(rate);
    return cosineFor(rate / Math.max(1, gallery));
  }

  /** The rate in a text such as {@code fmr:1e-5}; empty when it is none. */
  public static Optional<Double> parse(String text) {
    if (!text.startsWith(PREFIX) || !text.matches("fmr:[0-9]*\\.?[0-9]+([eE]-?[0-9]{1,2})?")) {
      return Optional.empty();
    }
    return Optional.of(Double.valueOf(text.substring(PREFIX.length())))
        .filter(rate -> rate > 0 && rate <= 1);
  }

  private static void requireRate(double rate) {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("A rate is over 0 and at most 1, not " + rate);
    }
  }
}
