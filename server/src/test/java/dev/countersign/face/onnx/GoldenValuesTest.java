package dev.countersign.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.face.Analysis;
import dev.countersign.face.FaceSample.Face;
import dev.countersign.face.Picture;
import dev.countersign.testing.Photographs;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pipeline reproduces recorded results, number by number. */
class GoldenValuesTest {
  private static final Offset<Double> HALF_A_PIXEL = within(.5);
  private static final Offset<Double> ONE_THOUSANDTH = within(1e-3);

  private static Models models;
  private static Pipeline pipeline;

  @BeforeAll
  static void load() {
    models = Models.load(new ModelFiles(Optional.empty()), () -> {});
    pipeline = new Pipeline(models);
  }

  @AfterAll
  static void close() {
    pipeline.close();
    models.close();
  }

  @Test
  void aComputedCropIsEmbeddedAsRecorded() {
    float[] embedding = pipeline.embedder.embedOnce(pattern(112, 112, 37, 91, 53));

    assertClose(embedding, -.05019, .01974, -.01900, -.00091, .02765, -.03250, -.03531, .01486);
    double squares = 0;
    for (float value : embedding) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares)).isCloseTo(1.52298, within(1e-4));
  }

  @Test
  void aComputedPictureIsSearchedAsRecorded() {
    pipeline.detector.detect(pattern(320, 240, 1, 2, 40));

    double sum = 0;
    for (int anchor = 0; anchor < 4420; anchor++) {
      sum += pipeline.detector.score(anchor);
    }
    assertThat(sum).isCloseTo(195.26560, within(1e-3));
    assertClose(pipeline.detector.box(0), .00701, .00801, .02025, .03676);
  }

  @Test
  void theFacesOfAGroupAreFoundAsRecorded() {
    Analysis found = analyse(Photographs.sample(5));

    assertThat(found.faces()).hasSize(5);
    assertThat(found.quarters()).isZero();
    assertFace(found.face(), 377.08, 868.15, 560.39, 1173.40);
    assertThat(found.face().score()).isCloseTo(.9985, ONE_THOUSANDTH);
    assertFive(
        found, 424.39, 991.65, 521.27, 980.85, 484.85, 1041.05, 445.53, 1095.59, 525.05, 1086.73);
    assertThat(found.quality()).isCloseTo(3.7650, within(5e-3));
    assertClose(
        found.embedding().values(),
        -.02204,
        .06672,
        -.05948,
        -.08700,
        -.00454,
        -.05707,
        .03820,
        -.01609);
  }

  @Test
  void portraitsAreSeenAsRecorded() {
    Analysis first = analyse(Photographs.research("golden/George_W_Bush_0001.jpg"));
    Analysis second = analyse(Photographs.research("golden/George_W_Bush_0002.jpg"));
    Analysis other = analyse(Photographs.research("golden/Colin_Powell_0001.jpg"));

    assertFace(first.face(), 85.06, 69.76, 171.87, 193.90);
    assertFive(
        first, 105.91, 114.51, 143.53, 117.45, 118.93, 138.23, 104.64, 160.24, 135.79, 163.05);
    assertThat(first.quality()).isCloseTo(4.3638, within(5e-3));
    assertClose(
        first.embedding().values(),
        .03549,
        .01965,
        -.03648,
        -.07509,
        -.00348,
        -.02542,
        -.02508,
        -.01391);
    assertThat(liveOnce(first)).isCloseTo(.9981, ONE_THOUSANDTH);

    assertFace(other.face(), 74.95, 59.98, 158.65, 187.72);
    assertThat(other.quality()).isCloseTo(3.8277, within(5e-3));
    assertClose(
        other.embedding().values(),
        .06145,
        .04374,
        .04381,
        .07561,
        .07779,
        .07452,
        .00327,
        -.01638);
    assertThat(liveOnce(other)).isCloseTo(.9808, ONE_THOUSANDTH);

    assertThat(first.embedding().cosine(other.embedding())).isCloseTo(-.0784, ONE_THOUSANDTH);
    assertThat(first.embedding().cosine(second.embedding())).isCloseTo(.8285, ONE_THOUSANDTH);
  }

  private static Analysis analyse(Picture picture) {
    return pipeline.judged(pipeline.analyse(picture).orElseThrow());
  }

  private static double liveOnce(Analysis analysis) {
    return pipeline.judge.liveOnce(analysis.picture(), analysis.face());
  }

  private static Picture pattern(int width, int height, int x, int y, int channel) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (x * (i / 3 % width) + y * (i / 3 / width) + channel * (i % 3));
    }
    return new Picture(width, height, rgb);
  }

  private static void assertFace(Face face, double x1, double y1, double x2, double y2) {
    assertThat(face.x1()).isCloseTo(x1, HALF_A_PIXEL);
    assertThat(face.y1()).isCloseTo(y1, HALF_A_PIXEL);
    assertThat(face.x2()).isCloseTo(x2, HALF_A_PIXEL);
    assertThat(face.y2()).isCloseTo(y2, HALF_A_PIXEL);
  }

  private static void assertFive(Analysis analysis, double... expected) {
    double[] five = analysis.landmarks().fivePoints();
    for (int i = 0; i < expected.length; i++) {
      assertThat(five[i]).isCloseTo(expected[i], HALF_A_PIXEL);
    }
  }

  private static void assertClose(float[] values, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).isCloseTo(expected[i], ONE_THOUSANDTH);
    }
  }
}
