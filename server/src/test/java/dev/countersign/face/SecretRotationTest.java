package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRotationTest {
  private static final Offset<Double> CLOSE = within(1e-5);

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 112, 128, 192, 512, 704, 1024})
  void anglesStayAsTheyAre(int dimension) {
    SecretRotation rotation = new SecretRotation(secret(1), dimension);
    for (int i = 0; i < 20; i++) {
      Embedding one = embedding(dimension);
      Embedding other = embedding(dimension);
      double before = one.cosine(other);
      assertThat(rotation.turn(one).cosine(rotation.turn(other))).isCloseTo(before, CLOSE);
      assertThat(rotation.turn(one).cosine(rotation.turn(one))).isCloseTo(1, CLOSE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 512, 704})
  void whatWasTurnedCanBeTurnedBack(int dimension) {
    SecretRotation rotation = new SecretRotation(secret(1), dimension);
    float[] vector = embedding(dimension).values();
    float[] back = rotation.turnBack(rotation.turn(vector));
    for (int i = 0; i < dimension; i++) {
      assertThat((double) back[i]).isCloseTo(vector[i], CLOSE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 704})
  void twoSecretsMakeStrangersOfOneFace(int dimension) {
    SecretRotation acme = new SecretRotation(secret(1), dimension);
    double sum = 0;
    int faces = 200;
    for (int i = 0; i < faces; i++) {
      SecretRotation other = new SecretRotation(secret(2 + i), dimension);
      Embedding face = embedding(dimension);
      double cosine = acme.turn(face).cosine(other.turn(face));
      assertThat(cosine).isBetween(-0.25, 0.25);
      sum += cosine * cosine;
    }
    // Of independent directions the mean square is one over the dimension.
    assertThat(sum / faces).isCloseTo(1.0 / dimension, within(0.6 / dimension));
  }

  @Test
  void aFaceOnOneAxisIsSpreadOverAll() {
    float[] axis = new float[512];
    axis[17] = 1;
    float[] turned = new SecretRotation(secret(1), 512).turn(axis);
    for (float value : turned) {
      assertThat(Math.abs(value)).isLessThan(0.3f);
    }
  }

  @Test
  void theSameSecretAlwaysMakesTheSameTurn() {
    float[] vector = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThat(new SecretRotation(secret(1), 12).turn(vector))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(LITERAL);
    assertThat(new SecretRotation(secret(1), 12).turn(vector))
        .isEqualTo(new SecretRotation(secret(1), 12).turn(vector));
    assertThat(vector[0]).isEqualTo(1);
  }

  @Test
  void secretsAndVectorsOfOtherSizesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SecretRotation(new byte[31], 512));
    assertThatIllegalArgumentException().isThrownBy(() -> new SecretRotation(secret(1), 1));
    SecretRotation rotation = new SecretRotation(secret(1), 512);
    assertThatIllegalArgumentException().isThrownBy(() -> rotation.turn(new float[511]));
    assertThat(rotation).hasToString("SecretRotation[…]");
  }

  private static final float[] LITERAL = {
    -0.4267767f,
    0.6035534f,
    -0.0517767f,
    -0.1401650f,
    0.3901650f,
    0.0f,
    0.0732233f,
    0.1035534f,
    0.1401650f,
    -0.3017767f,
    0.0f,
    -0.3901650f
  };

  private static byte[] secret(int fill) {
    byte[] secret = new byte[SecretRotation.SECRET_LENGTH];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }

  private Embedding embedding(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.directionOf(values);
  }
}
