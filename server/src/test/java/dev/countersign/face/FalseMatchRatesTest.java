package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.face.FalseMatchRates.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FalseMatchRatesTest {
  private static final FalseMatchRates RATES = FalseMatchRates.PACKED_MODEL;

  @ParameterizedTest
  @CsvSource({".35, 7.9e-4", ".42, 9.6e-5", ".50, 5.0e-6", ".55, 1.0e-6"})
  void measuredPointsAreKept(double cosine, double rate) {
    assertThat(RATES.cosineFor(rate)).isCloseTo(cosine, within(1e-9));
  }

  @Test
  void betweenThemTheLogarithmIsAStraightLine() {
    // .42 + .08 · ln(9.6e-5 / 1e-5) / ln(9.6e-5 / 5.0e-6)
    assertThat(RATES.cosineFor(1e-5)).isCloseTo(.48123, within(1e-4));
  }

  @Test
  void beyondThemTheLastLineGoesOn() {
    assertThat(RATES.cosineFor(1e-7)).isCloseTo(.6215, within(1e-3));
    assertThat(RATES.cosineFor(1e-2)).isCloseTo(.2657, within(1e-3));
    assertThat(RATES.cosineFor(1)).isGreaterThanOrEqualTo(0);
    assertThat(RATES.cosineFor(1e-99)).isEqualTo(1);
  }

  @Test
  void aSearchNeedsAThresholdThatGrowsWithTheGallery() {
    assertThat(RATES.cosineForSearch(1e-2, 1000)).isEqualTo(RATES.cosineFor(1e-5));
    assertThat(RATES.cosineForSearch(1e-2, 0)).isEqualTo(RATES.cosineFor(1e-2));
  }

  @Test
  void theyHoldForTheModelTheyWereMeasuredWithAlone() {
    assertThat(FalseMatchRates.of(FalseMatchRates.PACKED_NAME)).contains(RATES);
    assertThat(FalseMatchRates.of("faceplugin-mobilefacenet:87aacdfe5752")).isEmpty();
    assertThat(FalseMatchRates.of("")).isEmpty();
  }

  @Test
  void aRateIsAskedForByName() {
    assertThat(FalseMatchRates.parse("fmr:1e-5")).contains(1e-5);
    assertThat(FalseMatchRates.parse("fmr:0.001")).contains(.001);
    assertThat(FalseMatchRates.parse("fmr:.5E-3")).contains(5e-4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fmr:", "fmr:0", "fmr:2", "fmr:-1e-5", "fmr:1e-5 ", "1e-5", "fmr:NaN"})
  void anythingElseIsNoRate(String text) {
    assertThat(FalseMatchRates.parse(text)).isEmpty();
  }

  @Test
  void ratesThatGrowAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FalseMatchRates(List.of(new Point(.4, 1e-5), new Point(.5, 1e-4))));
    assertThatIllegalArgumentException().isThrownBy(() -> RATES.cosineFor(0));
    assertThatIllegalArgumentException().isThrownBy(() -> RATES.cosineFor(Double.NaN));
  }
}
