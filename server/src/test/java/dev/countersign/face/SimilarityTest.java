package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
  @Test
  void pointsThatWereMovedByASimilarityFindIt() {
    Similarity wanted = new Similarity(.6, -.25, 12, 7);
    double[] from = {10, 20, 55, 18, 31, 44, 14, 70, 50, 66};
    double[] to = new double[from.length];
    for (int i = 0; i < from.length; i += 2) {
      to[i] = wanted.a() * from[i] - wanted.b() * from[i + 1] + wanted.tx();
      to[i + 1] = wanted.b() * from[i] + wanted.a() * from[i + 1] + wanted.ty();
    }

    Similarity found = Similarity.fit(from, to);

    assertThat(found.a()).isCloseTo(.6, within(1e-9));
    assertThat(found.b()).isCloseTo(-.25, within(1e-9));
    assertThat(found.tx()).isCloseTo(12, within(1e-9));
    assertThat(found.ty()).isCloseTo(7, within(1e-9));
  }

  @Test
  void movingByWholePixelsCopiesAndFillsWithBlack() {
    Picture picture = ResamplingTest.noise(8, 6);

    Picture moved = new Similarity(1, 0, 3, -2).warp(picture, 8, 6);

    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 8; x++) {
        boolean inside = x >= 3 && y < 4;
        int from = 3 * ((y + 2) * 8 + x - 3);
        for (int c = 0; c < 3; c++) {
          assertThat(moved.rgb()[3 * (y * 8 + x) + c])
              .isEqualTo(inside ? picture.rgb()[from + c] : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({".3, .1, 5, 9", ".2, -.05, -20, 3", ".1, 0, 30, 30", ".45, .2, -60, -80"})
  void makingOnlyTheNeededPartChangesNothing(double a, double b, double tx, double ty) {
    Picture picture = ResamplingTest.noise(301, 233);
    Similarity map = new Similarity(a, b, tx, ty);
    double scale = Math.hypot(a, b);
    int width = (int) Math.rint(301 * 2 * scale);
    int height = (int) Math.rint(233 * 2 * scale);
    Picture small = Resampling.resize(picture, width, height);

    byte[] expected = sampled(small, map, (double) width / 301, (double) height / 233);

    byte[] found = map.warp(picture, 64, 64).rgb();
    int different = 0;
    for (int i = 0; i < expected.length; i++) {
      int difference = Math.abs((expected[i] & 0xff) - (found[i] & 0xff));
      // A value that lies between two may be rounded either way.
      assertThat(difference).isLessThanOrEqualTo(1);
      different += difference;
    }
    assertThat(different).isLessThan(5);
  }

  @Test
  void nothingIsLeftWhereThePictureIsElsewhere() {
    Picture picture = ResamplingTest.noise(300, 300);

    assertThat(new Similarity(.1, 0, 5000, 5000).warp(picture, 8, 8).rgb())
        .isEqualTo(new byte[3 * 64]);
  }

  /** The definition, word for word. */
  private static byte[] sampled(Picture small, Similarity map, double kx, double ky) {
    double size = map.a() * map.a() + map.b() * map.b();
    byte[] out = new byte[3 * 64 * 64];
    for (int v = 0; v < 64; v++) {
      for (int u = 0; u < 64; u++) {
        double du = u - map.tx();
        double dv = v - map.ty();
        double x = ((map.a() * du + map.b() * dv) / size + .5) * kx - .5;
        double y = ((map.a() * dv - map.b() * du) / size + .5) * ky - .5;
        for (int c = 0; c < 3; c++) {
          out[3 * (v * 64 + u) + c] = (byte) (int) Math.floor(bilinear(small, x, y, c) + .5);
        }
      }
    }
    return out;
  }

  private static double bilinear(Picture picture, double x, double y, int channel) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double sum = 0;
    for (int corner = 0; corner < 4; corner++) {
      int px = x0 + (corner & 1);
      int py = y0 + (corner >> 1);
      double weight = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py));
      if (px >= 0 && px < picture.width() && py >= 0 && py < picture.height()) {
        sum += weight * (picture.rgb()[3 * (py * picture.width() + px) + channel] & 0xff);
      }
    }
    return sum;
  }
}
