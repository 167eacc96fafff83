package dev.countersign.matching;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.domain.InvalidInput;
import dev.countersign.face.FalseMatchRates;
import dev.countersign.face.MatchScore;
import dev.countersign.face.Precision;
import dev.countersign.matching.AskedThreshold.Named;
import dev.countersign.matching.AskedThreshold.Rate;
import dev.countersign.matching.AskedThreshold.Score;

/**
 * From which cosine on a face counts as somebody's.
 *
 * @param cosine of the angle between embeddings
 * @param asked whether it was asked for as a rate, so that the caller is to be told of it
 */
public record Threshold(double cosine, boolean asked) {
  private static final int LOW_POINTS = 50;
  private static final double POINTS = 100;

  /** From which cosine on two pictures sent together count as one person's: the lenient one. */
  public static double sameCapture() {
    return Precision.LOW.cosine();
  }

  /** What holds where nobody asked: the customer's threshold, or high precision. */
  public static Threshold usual(CustomerSettings settings) {
    return new Threshold(named(Precision.HIGH, settings), false);
  }

  /**
   * What was asked for.
   *
   * @param comparisons how many people a face is compared with: a stranger is found among N with
   *     about N times the probability of being taken for one
   * @param model whose embeddings are compared
   * @throws InvalidInput when a rate was asked for of a model that none was measured of
   */
  static Threshold of(
      AskedThreshold asked, CustomerSettings settings, long comparisons, String model) {
    return switch (asked) {
      case Named(Precision precision) -> new Threshold(named(precision, settings), false);
      case Score(double score) -> new Threshold(MatchScore.cosineOf(score), false);
      case Rate(double rate) ->
          new Threshold(rates(model).cosineForSearch(rate, comparisons), true);
    };
  }

  private static FalseMatchRates rates(String model) {
    return FalseMatchRates.of(model)
        .orElseThrow(() ->
            new InvalidInput(
                "the configured face model is not the packed one, and how often it matches"
                    + " strangers was not measured; ask for a score, or for high or low"));
  }

  /** A customer's threshold stands for high precision; low is then the lower of it and 50. */
  private static double named(Precision precision, CustomerSettings settings) {
    if (settings.threshold().isEmpty()) {
      return precision.cosine();
    }
    int points = settings.threshold().getAsInt();
    if (precision == Precision.LOW) {
      points = Math.min(points, LOW_POINTS);
    }
    return MatchScore.cosineOf(points / POINTS);
  }

  /** On the scale that clients see. */
  public double score() {
    return MatchScore.of(cosine);
  }

  /** The same to four digits, as callers are told of it. */
  public double told() {
    return Decision.rounded(score());
  }
}
