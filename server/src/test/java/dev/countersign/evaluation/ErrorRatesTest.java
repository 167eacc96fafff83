package dev.countersign.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.evaluation.TenFold.Judged;
import dev.countersign.face.Embedding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorRatesTest {
  @Test
  void aThresholdAcceptsWhoScoresItOrMore() {
    ErrorRates rates = rates(List.of(.2, .6, .8, .9), List.of(.1, .2, .3, .6));

    assertThat(rates.wronglyAccepted(.6)).isEqualTo(.25);
    assertThat(rates.wronglyRefused(.6)).isEqualTo(.25);
    assertThat(rates.wronglyAccepted(.61)).isZero();
    assertThat(rates.equalErrorRate()).isEqualTo(.25);
  }

  @Test
  void aRateHasAThresholdWhereThereAreScoresEnough() {
    ErrorRates rates = rates(List.of(.9), List.of(.1, .2, .3, .6));

    assertThat(rates.thresholdFor(.25)).hasValueCloseTo(.30001, within(1e-9));
    assertThat(rates.thresholdFor(.2)).isEmpty();
  }

  @Test
  void aCurveFallsFromLeftToRight() {
    ErrorRates rates = rates(List.of(.2, .6, .8, .9), List.of(.1, .2, .3, .6));

    assertThat(rates.curve())
        .containsExactly(
            new ErrorRates.Point(1, 0),
            new ErrorRates.Point(.75, 0),
            new ErrorRates.Point(.5, .25),
            new ErrorRates.Point(.25, .25));
  }

  @Test
  void aFoldIsJudgedAtTheThresholdThatIsBestOnTheOthers() {
    TenFold folds =
        TenFold.of(
            List.of(
                new Judged(.9, true, 0),
                new Judged(.1, false, 0),
                new Judged(.4, true, 1),
                new Judged(.2, false, 1)),
            2);

    assertThat(folds.thresholds().getFirst()).isCloseTo(.3, within(1e-9));
    assertThat(folds.thresholds().getLast()).isCloseTo(.5, within(1e-9));
    assertThat(folds.folds()).containsExactly(1.0, .5);
    assertThat(folds.mean()).isEqualTo(.75);
    assertThat(folds.standardError()).isCloseTo(.25, within(1e-9));
  }

  @Test
  void allPairsCountEachPersonOnce() {
    Embedding east = Embedding.ofUnit(new float[] {1, 0});
    Embedding north = Embedding.ofUnit(new float[] {0, 1});
    AllPairs all =
        AllPairs.of(
            List.of(
                new Photograph("A", 1),
                new Photograph("A", 2),
                new Photograph("A", 3),
                new Photograph("B", 1),
                new Photograph("B", 2)),
            List.of(east, east, north, north, north));

    assertThat(all.sameCount()).isEqualTo(4);
    assertThat(all.personCount()).isEqualTo(2);
    assertThat(all.pairs().wrong().count()).isEqualTo(6);
    assertThat(all.pairs().wronglyRefused(.5)).isCloseTo(.5, within(1e-9));
    assertThat(all.people().wronglyRefused(.5)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(all.people().wronglyAccepted(.5)).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void furtherPhotographsAreComparedWithTheTemplateOfTheFirstThree() {
    Embedding east = Embedding.ofUnit(new float[] {1, 0});
    Embedding north = Embedding.ofUnit(new float[] {0, 1});
    Templates templates =
        Templates.of(
            List.of(
                new Photograph("A", 1),
                new Photograph("A", 2),
                new Photograph("A", 3),
                new Photograph("A", 4),
                new Photograph("B", 1)),
            List.of(east, east, east, north, north),
            3);

    assertThat(templates.people()).isEqualTo(1);
    assertThat(templates.scores().share(.5)).isZero();
    assertThat(templates.scores().share(0.0)).isEqualTo(1);
  }

  private static ErrorRates rates(List<Double> right, List<Double> wrong) {
    ErrorRates rates = new ErrorRates(new ScoreHistogram(), new ScoreHistogram());
    right.forEach(score -> rates.right().add(score, 1));
    wrong.forEach(score -> rates.wrong().add(score, 1));
    return rates;
  }
}
