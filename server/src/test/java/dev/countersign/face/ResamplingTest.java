package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
  @ParameterizedTest
  @CsvSource({
    "640, 480, 320, 240",
    "250, 250, 240, 240",
    "101, 67, 320, 212",
    "333, 517, 64, 64",
    "1, 1, 5, 3",
    "7, 9, 1, 1"
  })
  void resizingFollowsItsDefinition(int width, int height, int newWidth, int newHeight) {
    Picture picture = noise(width, height);

    byte[] resized = Resampling.resize(picture, newWidth, newHeight).rgb();

    byte[] expected = defined(picture, newWidth, newHeight);
    int different = 0;
    for (int i = 0; i < expected.length; i++) {
      int difference = Math.abs((expected[i] & 0xff) - (resized[i] & 0xff));
      // A mean that lies between two values may be rounded either way.
      assertThat(difference).isLessThanOrEqualTo(1);
      different += difference;
    }
    assertThat(different).isLessThanOrEqualTo(expected.length / 100);
  }

  @Test
  void theSameSizeIsTheSamePicture() {
    Picture picture = noise(37, 23);

    assertThat(Resampling.resize(picture, 37, 23).rgb()).isEqualTo(picture.rgb());
  }

  @Test
  void aPartIsResizedAsIfItWereAPicture() {
    Picture picture = noise(60, 50);
    Area part = new Area(11, 7, 40, 31);
    byte[] cut = new byte[3 * 40 * 31];
    for (int row = 0; row < 31; row++) {
      System.arraycopy(picture.rgb(), 3 * ((row + 7) * 60 + 11), cut, 3 * 40 * row, 3 * 40);
    }

    assertThat(Resampling.resize(picture, part, 16, 12).rgb())
        .isEqualTo(Resampling.resize(new Picture(40, 31, cut), 16, 12).rgb());
  }

  @Test
  void aPartOfTheResultIsWhatTheWholeHasThere() {
    Picture picture = noise(300, 200);
    Picture whole = Resampling.resize(picture, 90, 60);

    Picture part = Resampling.partOfResized(picture, 90, 60, new Area(13, 21, 30, 17));

    for (int row = 0; row < 17; row++) {
      for (int i = 0; i < 90; i++) {
        assertThat(part.rgb()[row * 90 + i]).isEqualTo(whole.rgb()[((row + 21) * 90 + 13) * 3 + i]);
      }
    }
  }

  @Test
  void aPartOutsideIsRefused() {
    Picture picture = noise(10, 10);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.resize(picture, new Area(5, 5, 6, 5), 2, 2));
  }

  static Picture noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(5).nextBytes(rgb);
    return new Picture(width, height, rgb);
  }

  /** The definition, word for word: columns into floating point, then rows. */
  private static byte[] defined(Picture picture, int newWidth, int newHeight) {
    int width = picture.width();
    int height = picture.height();
    double[] across = new double[3 * newWidth * height];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < newWidth; i++) {
        for (int c = 0; c < 3; c++) {
          int start = 3 * y * width + c;
          across[3 * (y * newWidth + i) + c] =
              mean(width, newWidth, i, k -> picture.rgb()[start + 3 * k] & 0xff);
        }
      }
    }
    byte[] out = new byte[3 * newWidth * newHeight];
    for (int j = 0; j < newHeight; j++) {
      for (int i = 0; i < 3 * newWidth; i++) {
        int column = i;
        double value = mean(height, newHeight, j, k -> across[3 * k * newWidth + column]);
        out[3 * j * newWidth + i] = (byte) Math.clamp((long) Math.floor(value + .5), 0, 255);
      }
    }
    return out;
  }

  private interface Samples {
    double at(int index);
  }

  private static double mean(int in, int out, int i, Samples samples) {
    double scale = (double) in / out;
    double f = Math.max(1, scale);
    double c = (i + .5) * scale;
    int a = Math.max(0, (int) (c - f + .5));
    int b = Math.min(in, (int) (c + f + .5));
    double sum = 0;
    double weights = 0;
    for (int k = a; k < b; k++) {
      double weight = Math.max(0, 1 - Math.abs(k - c + .5) / f);
      sum += weight * samples.at(k);
      weights += weight;
    }
    return sum / weights;
  }
}
