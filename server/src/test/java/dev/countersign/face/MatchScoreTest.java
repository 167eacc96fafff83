package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchScoreTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    ".35, .35",
    ".42, .50",
    ".50, .70",
    ".60, .85",
    "1, 1", // the given points
    ".175, .175",
    ".385, .425",
    ".46, .60",
    ".55, .775",
    ".80, .925" // half way between
  })
  void aCosineAndItsScoreLeadToOneAnother(double cosine, double score) {
    assertThat(MatchScore.of(cosine)).isCloseTo(score, within(1e-12));
    assertThat(MatchScore.cosineOf(score)).isCloseTo(cosine, within(1e-12));
  }

  @Test
  void whatLiesOutsideScoresAsTheNearestEnd() {
    assertThat(MatchScore.of(-.4)).isZero();
    assertThat(MatchScore.of(1.0000001)).isEqualTo(1);
    assertThat(MatchScore.cosineOf(-1)).isZero();
    assertThat(MatchScore.cosineOf(7)).isEqualTo(1);
  }

  @Test
  void precisionLowIsScoreHalfAndHighSevenTenths() {
    assertThat(Precision.LOW.cosine()).isEqualTo(.42);
    assertThat(Precision.LOW.score()).isCloseTo(.5, within(1e-12));
    assertThat(Precision.HIGH.cosine()).isEqualTo(.5);
    assertThat(Precision.HIGH.score()).isCloseTo(.7, within(1e-12));
  }
}
