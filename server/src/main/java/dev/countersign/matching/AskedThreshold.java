package dev.countersign.matching;

import dev.countersign.domain.InvalidInput;
import dev.countersign.face.FalseMatchRates;
import dev.countersign.face.Precision;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How sure a caller wants to be. */
public sealed interface AskedThreshold {
  /** By name: high is the customer's own setting, where there is one. */
  record Named(Precision precision) implements AskedThreshold {}

  /** By score, 0 to 1. */
  record Score(double score) implements AskedThreshold {}

  /** By how often a stranger may match: in one comparison, or in one search of a whole gallery. */
  record Rate(double rate) implements AskedThreshold {}

  /**
   * Reads {@code high}, {@code low} or {@code fmr:1e-5}; the empty text is high.
   *
   * @throws InvalidInput when it is something else
   */
  static AskedThreshold precision(String text) {
    String asked = text.strip().toLowerCase(Locale.ROOT);
    return switch (asked) {
      case "high", "" -> new Named(Precision.HIGH);
      case "low" -> new Named(Precision.LOW);
      default ->
          Text.rate(asked)
              .orElseThrow(() ->
                  new InvalidInput(
                      "precision must be high or low, or a rate of false matches from fmr:1e-9 to"
                          + " fmr:1e-2"));
    };
  }

  /**
   * Reads a score like {@code 0.5}, or {@code fmr:1e-5}.
   *
   * @throws InvalidInput when it is something else
   */
  static AskedThreshold threshold(String text) {
    String asked = text.strip().toLowerCase(Locale.ROOT);
    return Text.score(asked)
        .or(() -> Text.rate(asked))
        .orElseThrow(() ->
            new InvalidInput(
                "threshold must be a score from 0 to 1, or a rate of false matches from fmr:1e-9"
                    + " to fmr:1e-2"));
  }

  /** How they are written. */
  final class Text {
    private static final double LOWEST_RATE = 1e-9;
    private static final double HIGHEST_RATE = 1e-2;
    private static final Pattern SCORE =
        Pattern.compile("[0-9]{0,9}\\.?[0-9]{1,18}(e-[0-9]{1,2})?");

    private Text() {}

    private static Optional<AskedThreshold> rate(String text) {
      return FalseMatchRates.parse(text)
          .filter(rate -> rate >= LOWEST_RATE && rate <= HIGHEST_RATE)
          .map(Rate::new);
    }

    private static Optional<AskedThreshold> score(String text) {
      return Optional.of(text)
          .filter(one -> SCORE.matcher(one).matches())
          .map(Double::parseDouble)
          .filter(score -> score <= 1)
          .map(Score::new);
    }
  }
}
