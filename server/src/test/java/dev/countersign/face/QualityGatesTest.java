package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.FaceSample.Face;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGatesTest {
  @ParameterizedTest
  @CsvSource({
    // quality, height, score, roll, enrol, verify
    "3.75, 200, .99, 0, , ",
    "2.80, 100, .90, 29.9, , ",
    "2.79, 200, .99, 0, TOO_UNCLEAR, ",
    "2.49, 200, .99, 0, TOO_UNCLEAR, TOO_UNCLEAR",
    "3.75, 99, .99, 0, TOO_SMALL, ",
    "3.75, 59, .99, 0, TOO_SMALL, TOO_SMALL",
    "3.75, 200, .89, 0, TOO_UNCLEAR, ",
    "3.75, 200, .99, 31, TOO_TURNED, ",
    "3.75, 200, .99, -31, TOO_TURNED, "
  })
  void eachGateHasItsReason(
      double quality,
      double height,
      double score,
      double roll,
      FaceRefusal enrol,
      FaceRefusal verify) {
    Analysis analysis = analysis(quality, roll, List.of(new Face(0, 0, 80, height, score)));

    assertThat(QualityGates.check(analysis, Purpose.ENROL).orElse(null)).isEqualTo(enrol);
    assertThat(QualityGates.check(analysis, Purpose.VERIFY).orElse(null)).isEqualTo(verify);
  }

  @Test
  void aSecondFaceCountsFromTwoFifthsOfTheFirstOnesArea() {
    Face largest = new Face(0, 0, 100, 100, .99);

    assertThat(check(largest, new Face(200, 0, 263, 63, .99))).isEmpty();
    assertThat(check(largest, new Face(200, 0, 264, 64, .99))).contains(FaceRefusal.MORE_THAN_ONE);
  }

  private static Optional<FaceRefusal> check(Face first, Face second) {
    return QualityGates.check(analysis(3.75, 0, List.of(first, second)), Purpose.VERIFY);
  }

  private static Analysis analysis(double quality, double roll, List<Face> faces) {
    Picture picture = new Picture(1, 1, new byte[3]);
    return new Analysis(
        picture,
        0,
        faces,
        LandmarksTest.eyes(roll, 0),
        quality,
        Embedding.directionOf(new float[] {1, 0}),
        picture,
        OptionalDouble.empty());
  }
}
