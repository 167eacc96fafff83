package dev.countersign.matching;

import dev.countersign.domain.InvalidInput;
import java.util.Locale;
import java.util.regex.Pattern;

/** How sure a caller wants to be. */
public sealed interface AskedThreshold {
  /** By name: the customer's own setting, or the usual ones. */
  enum Precision implements AskedThreshold {
    HIGH,
    LOW
  }

  /** By score, 0 to 1. */
  record Score(double score) implements AskedThreshold {}

  /** By how often a stranger may match: in one comparison, or in one search of a whole gallery. */
  record Rate(double rate) implements AskedThreshold {}

  /**
   * Reads {@code high}, {@code low} or {@code fmr:1e-5}.
   *
   * @throws InvalidInput when it is something else
   */
  static AskedThreshold precision(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "high", "" -> Precision.HIGH;
      case "low" -> Precision.LOW;
      case String other when other.startsWith(Text.RATE) -> Text.rate("precision", other);
      case String _ ->
          throw new InvalidInput(
              "precision must be high or low, or a rate of false matches like fmr:1e-5");
    };
  }

  /**
   * Reads a score like {@code 0.5}, or {@code fmr:1e-5}.
   *
   * @throws InvalidInput when it is something else
   */
  static AskedThreshold threshold(String text) {
    String asked = text.strip().toLowerCase(Locale.ROOT);
    if (asked.startsWith(Text.RATE)) {
      return Text.rate("threshold", asked);
    }
    double score = Text.number(asked);
    if (!(score >= 0 && score <= 1)) {
      throw new InvalidInput(
          "threshold must be a score from 0 to 1, or a rate of false matches like fmr:1e-5");
    }
    return new Score(score);
  }

  /** How numbers are written. */
  final class Text {
    private static final String RATE = "fmr:";
    private static final double LOWEST = 1e-9;
    private static final double HIGHEST = 1e-2;
    private static final Pattern NUMBER =
        Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?(e-?[0-9]{1,2})?");

    private Text() {}

    private static Rate rate(String field, String text) {
      double rate = number(text.substring(RATE.length()));
      if (!(rate >= LOWEST && rate <= HIGHEST)) {
        throw new InvalidInput(field + ": a rate of false matches is from fmr:1e-9 to fmr:1e-2");
      }
      return new Rate(rate);
    }

    private static double number(String text) {
      return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
  }
}
