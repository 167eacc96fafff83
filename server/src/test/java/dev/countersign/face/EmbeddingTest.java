package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Weights stand in lengths: decisions feel them, angles do not. */
class EmbeddingTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  private final Embedding east = Embedding.ofUnit(new float[] {1, 0});
  private final Embedding northEast = Embedding.ofUnit(new float[] {.6f, .8f});

  @Test
  void aWeightScalesTheSimilarityAndLeavesTheCosine() {
    Embedding heavy = east.times(1.1);

    assertThat(heavy.similarity(northEast)).isCloseTo(.66, CLOSE);
    assertThat(heavy.similarity(northEast.times(1.1))).isCloseTo(.726, CLOSE);
    assertThat(heavy.cosine(northEast)).isCloseTo(.6, CLOSE);
    assertThat(heavy.length()).isCloseTo(1.1, CLOSE);
  }

  @Test
  void aMeanIsAsLongAsItsPartsAreOnAverage() {
    Embedding mean = Embedding.mean(List.of(east.times(1.1), northEast.times(1.1)));

    assertThat(mean.length()).isCloseTo(1.1, CLOSE);
    assertThat(mean.cosine(east)).isCloseTo(mean.cosine(northEast), CLOSE);
    assertThat(Embedding.mean(List.of(east.times(.9), east)).length()).isCloseTo(.95, CLOSE);
  }

  @Test
  void nothingIsFarShorterOrLongerThanOne() {
    assertThatThrownBy(() -> east.times(1.3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.ofWeighted(new float[] {.5f, .5f}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.ofUnit(new float[] {1.1f, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Embedding.mean(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void poorPicturesWeighMoreThanGoodOnes() {
    assertThat(QualityWeight.of(3.65)).isEqualTo(1);
    assertThat(QualityWeight.of(2.5)).isCloseTo(1.1202, within(1e-4));
    assertThat(QualityWeight.of(4.5)).isCloseTo(.9391, within(1e-4));
    assertThat(QualityWeight.of(3)).isCloseTo(1.0606, within(1e-4));
  }

  @Test
  void nobodyGainsByAPictureTooPoorToCompare() {
    assertThat(QualityWeight.of(1.5)).isEqualTo(QualityWeight.of(2.5));
    assertThat(QualityWeight.of(6)).isEqualTo(QualityWeight.of(4.5));
  }
}
