package dev.countersign.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.face.Analysis;
import dev.countersign.face.Area;
import dev.countersign.face.FaceEngine.FaceRefused;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceModelsUnavailable;
import dev.countersign.face.FaceRefusal;
import dev.countersign.face.FaceSample;
import dev.countersign.face.Picture;
import dev.countersign.face.Resampling;
import dev.countersign.testing.Photographs;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFaceEngineTest {
  /** A part of a group photograph with one face in it, 305 pixels high. */
  private static final Area ALONE = new Area(250, 760, 440, 560);

  private static OnnxFaceEngine engine;

  @BeforeAll
  static void start() {
    engine = new OnnxFaceEngine(new ModelFiles(Optional.empty()), 1, 4);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void oneFaceIsASample() throws Exception {
    FaceSample sample = engine.sample(alone(), Purpose.ENROL, true);

    assertThat(sample.face().height()).isBetween(280.0, 330.0);
    assertThat(sample.quality()).isGreaterThan(3);
    assertThat(sample.embedding().dimension()).isEqualTo(512).isEqualTo(engine.dimension());
    assertThat(sample.aligned().width()).isEqualTo(112);
    assertThat(sample.portrait().width()).isEqualTo(320);
    assertThat(sample.live()).isPresent();
    assertThat(engine.model()).isEqualTo("faceplugin-mobilefacenet:87aacdfe5751");
    assertThat(engine.ready()).isTrue();
  }

  @Test
  void aPictureLyingOnItsSideIsTurned() throws Exception {
    FaceSample upright = engine.sample(alone(), Purpose.VERIFY, false);
    assertThat(upright.portrait().width()).isEqualTo(240);

    for (int quarters = 1; quarters < 4; quarters++) {
      Analysis found = engine.analyse(alone().turned(quarters), false).orElseThrow();
      assertThat(found.quarters()).isEqualTo(4 - quarters);
      assertThat(found.embedding().cosine(upright.embedding())).isCloseTo(1, within(1e-6));
    }
    assertThat(upright.live()).isEmpty();
  }

  @Test
  void aSmallFaceInALargePictureIsFoundInATile() throws Exception {
    Picture small = Resampling.resize(alone(), 88, 112);
    int width = 2400;
    byte[] rgb = new byte[3 * width * 1800];
    for (int row = 0; row < 112; row++) {
      System.arraycopy(small.rgb(), 3 * 88 * row, rgb, 3 * ((row + 900) * width + 1500), 3 * 88);
    }

    Analysis found = engine.analyse(new Picture(width, 1800, rgb), false).orElseThrow();

    assertThat(found.face().x1()).isBetween(1500.0, 1588.0);
    assertThat(found.face().y1()).isBetween(900.0, 1012.0);
    assertThat(found.face().height()).isBetween(50.0, 75.0);
  }

  @Test
  void refusalsSayWhy() {
    assertRefused(new Picture(640, 480, new byte[3 * 640 * 480]), FaceRefusal.NO_FACE);
    assertRefused(Photographs.sample(5), FaceRefusal.MORE_THAN_ONE);
    assertRefused(Resampling.resize(alone(), 66, 84), FaceRefusal.TOO_SMALL);
  }

  private static void assertRefused(Picture picture, FaceRefusal refusal) {
    assertThatThrownBy(() -> engine.sample(picture, Purpose.VERIFY, false))
        .isInstanceOfSatisfying(
            FaceRefused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  @Test
  void missingModelsAreNamed(@TempDir Path empty) {
    try (OnnxFaceEngine broken = new OnnxFaceEngine(new ModelFiles(Optional.of(empty)), 1, 1)) {
      assertThatThrownBy(() -> broken.analyse(alone(), false))
          .isInstanceOf(FaceModelsUnavailable.class)
          .hasMessage(
              "The face model fr_feature.onnx cannot be read; put it into the folder of the setting"
                  + " face.models");
      assertThat(broken.ready()).isFalse();
    }
  }

  private static Picture alone() {
    return Resampling.resize(Photographs.sample(5), ALONE, ALONE.width(), ALONE.height());
  }
}
