package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandmarksTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 12, -35, 90})
  void rollIsTheSlopeOfTheEyes(double roll) {
    assertThat(eyes(roll, 0).roll()).isCloseTo(roll, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20, -40})
  void yawIsWhereTheNoseStandsBetweenTheEyesHoweverTheHeadIsTilted(double roll) {
    assertThat(eyes(roll, 0).yaw()).isCloseTo(0, within(1e-9));
    // A quarter of the eyes' distance to the picture's right.
    assertThat(eyes(roll, .25).yaw()).isCloseTo(19.5, within(1e-9));
    assertThat(eyes(roll, -.5).yaw()).isCloseTo(-39, within(1e-9));
  }

  @Test
  void theFivePointsAreMeansOfTheirs() {
    double[] coordinates = new double[136];
    for (int i = 0; i < 68; i++) {
      coordinates[2 * i] = i;
      coordinates[2 * i + 1] = -i;
    }

    assertThat(new Landmarks(coordinates).fivePoints())
        .containsExactly(39, -39, 45, -45, 30, -30, 54, -54, 59, -59);
  }

  /** Eyes 40 apart around (100, 100), tilted, the nose shifted in parts of their distance. */
  static Landmarks eyes(double roll, double shift) {
    double x = Math.cos(Math.toRadians(roll));
    double y = Math.sin(Math.toRadians(roll));
    double[] coordinates = new double[136];
    for (int point = 36; point < 48; point++) {
      int side = point < 42 ? -20 : 20;
      coordinates[2 * point] = 100 + side * x;
      coordinates[2 * point + 1] = 100 + side * y;
    }
    coordinates[60] = 100 + 40 * shift * x - 15 * y;
    coordinates[61] = 100 + 40 * shift * y + 15 * x;
    return new Landmarks(coordinates);
  }
}
