package dev.countersign.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.domain.InvalidInput;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final CustomerSettings USUAL = CustomerSettings.DEFAULT;
  private static final String PACKED = "faceplugin-mobilefacenet:87aacdfe5751";

  private static double cosine(AskedThreshold asked, CustomerSettings settings) {
    return Threshold.of(asked, settings, 1, PACKED).cosine();
  }

  private static CustomerSettings threshold(int points) {
    return USUAL.withThreshold(OptionalInt.of(points));
  }

  @Test
  void highAndLowAreTheMeasuredOnesWhereNothingIsSet() {
    assertThat(cosine(AskedThreshold.precision("High"), USUAL)).isEqualTo(0.50, CLOSE);
    assertThat(cosine(AskedThreshold.precision(""), USUAL)).isEqualTo(0.50, CLOSE);
    assertThat(cosine(AskedThreshold.precision("low"), USUAL)).isEqualTo(0.42, CLOSE);
  }

  @Test
  void theCustomersStandsForHighAndLowIsTheLowerOfItAndFifty() {
    assertThat(cosine(AskedThreshold.precision("high"), threshold(85))).isEqualTo(0.60, CLOSE);
    assertThat(cosine(AskedThreshold.precision("low"), threshold(85))).isEqualTo(0.42, CLOSE);
    assertThat(cosine(AskedThreshold.precision("high"), threshold(35))).isEqualTo(0.35, CLOSE);
    assertThat(cosine(AskedThreshold.precision("low"), threshold(35))).isEqualTo(0.35, CLOSE);
  }

  @Test
  void aRateMeansTheMeasuredThresholdAndInASearchOneForEverybodyInIt() {
    AskedThreshold rate = AskedThreshold.threshold("FMR:5e-6");

    assertThat(Threshold.of(rate, USUAL, 1, PACKED).cosine()).isEqualTo(0.50, CLOSE);
    assertThat(Threshold.of(rate, USUAL, 5, PACKED).cosine()).isEqualTo(0.55, CLOSE);
    assertThat(Threshold.of(rate, USUAL, 1, PACKED).asked()).isTrue();
  }

  @Test
  void noRateIsKnownOfAnotherModel() {
    String other = "faceplugin-mobilefacenet:000000000000";

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> Threshold.of(AskedThreshold.threshold("fmr:5e-6"), USUAL, 1, other))
        .withMessageContaining("ask for a score, or for high or low");
    assertThat(Threshold.of(AskedThreshold.threshold("0.7"), USUAL, 1, other).cosine())
        .isEqualTo(0.50, CLOSE);
  }

  @Test
  void aScoreIsOnTheScaleOfClients() {
    assertThat(cosine(AskedThreshold.threshold("0.7"), USUAL)).isEqualTo(0.50, CLOSE);
    assertThat(cosine(AskedThreshold.threshold(".5"), threshold(90))).isEqualTo(0.42, CLOSE);
    assertThat(cosine(AskedThreshold.threshold("1"), USUAL)).isEqualTo(1.0, CLOSE);
  }

  @Test
  void anythingElseIsRefused() {
    for (String text :
        List.of(
            "",
            "-0.1",
            "1.1",
            "NaN",
            "Infinity",
            "0x1p3",
            "1e-400",
            "fmr:0",
            "fmr:1",
            "fmr:1e-99",
            "fmr:",
            "high")) {
      assertThatExceptionOfType(InvalidInput.class)
          .as(text)
          .isThrownBy(() -> AskedThreshold.threshold(text));
    }
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> AskedThreshold.precision("0.5"));
  }

  @Test
  void theTrailTellsTheSmallestScoreWithoutAnExponent() {
    assertThat(new Decision(0.0003, Threshold.usual(USUAL)).detail())
        .isEqualTo("\"score\":0.0003,\"threshold\":0.7");
    assertThat(new Decision(-0.2, Threshold.usual(USUAL)).detail())
        .isEqualTo("\"score\":0.0,\"threshold\":0.7");
  }

  @Test
  void aScoreAtMostTenPointsTooLowIsNearlyEnough() {
    Threshold high = Threshold.usual(USUAL);

    assertThat(new Decision(0.50, high).matches()).isTrue();
    assertThat(new Decision(0.50, high).nearly()).isFalse();
    assertThat(new Decision(0.499, high).nearly()).isTrue();
    assertThat(new Decision(0.46, high).nearly()).isTrue();
    assertThat(new Decision(0.459, high).nearly()).isFalse();
  }
}
