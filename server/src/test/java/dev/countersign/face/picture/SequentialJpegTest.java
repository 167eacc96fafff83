package dev.countersign.face.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.Picture;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The decoder gives the same samples as the JDK's. */
class SequentialJpegTest {
  private static final TimeLimit LIMIT = TimeLimit.in(Duration.ofMinutes(5));

  @Test
  void picturesOfAllSizesAreThoseOfTheLibrary() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 120; i++) {
      BufferedImage image = PictureSamples.scene(1 + random.nextInt(70), 1 + random.nextInt(70));
      for (int k = 0; k < i * 5; k++) {
        int x = random.nextInt(image.getWidth());
        image.setRGB(x, random.nextInt(image.getHeight()), random.nextInt(1 << 24));
      }
      JpegFile jpeg = JpegFile.parse(PictureSamples.jpeg(image));
      Picture own = SequentialJpeg.of(jpeg, 8).orElseThrow().decode(LIMIT);
      Picture theirs = LibraryJpeg.decode(jpeg, Detail.FULL, LIMIT);
      assertThat(own.rgb()).as(image.toString()).isEqualTo(theirs.rgb());
    }
  }

  @Test
  void greyPicturesAreThoseOfTheLibrary() throws Exception {
    BufferedImage grey = new BufferedImage(61, 37, BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(PictureSamples.scene(61, 37), 0, 0, null);
    JpegFile jpeg = JpegFile.parse(PictureSamples.jpeg(grey));
    Picture own = SequentialJpeg.of(jpeg, 8).orElseThrow().decode(LIMIT);
    assertThat(own.rgb()).isEqualTo(LibraryJpeg.decode(jpeg, Detail.FULL, LIMIT).rgb());
  }

  @Test
  void reducedPicturesAreTheMeansOfTheLargeOne() throws Exception {
    byte[] file = PictureSamples.jpeg(softlyColoured());
    JpegFile jpeg = JpegFile.parse(file);
    Picture large = SequentialJpeg.of(jpeg, 8).orElseThrow().decode(LIMIT);
    for (int side : new int[] {4, 2, 1}) {
      Picture small = SequentialJpeg.of(jpeg, side).orElseThrow().decode(LIMIT);
      assertThat(small.width()).isEqualTo(640 * side / 8);
      assertThat(small.height()).isEqualTo(480 * side / 8);
      assertThat(difference(large, small, 8 / side)).isLessThan(2);
    }
  }

  // Edges of brightness alone: those of colour are softened where chroma is enlarged, so that the
  // large picture's means are not what its file holds.
  private static BufferedImage softlyColoured() {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        int grey = (x / 16 + y / 16) % 2 == 0 ? 20 : 120;
        int red = grey + 120 * x / 640;
        int green = grey + 120 * y / 480;
        image.setRGB(x, y, (red << 16) | (green << 8) | (grey + 60));
      }
    }
    return image;
  }

  private static double difference(Picture large, Picture small, int factor) {
    double sum = 0;
    for (int y = 0; y < small.height(); y++) {
      for (int x = 0; x < small.width(); x++) {
        for (int band = 0; band < 3; band++) {
          int one = small.rgb()[3 * (y * small.width() + x) + band] & 0xff;
          sum += Math.abs(one - mean(large, x * factor, y * factor, factor, band));
        }
      }
    }
    return sum / small.rgb().length;
  }

  private static double mean(Picture large, int left, int upper, int factor, int band) {
    double sum = 0;
    for (int y = upper; y < upper + factor; y++) {
      for (int x = left; x < left + factor; x++) {
        sum += large.rgb()[3 * (y * large.width() + x) + band] & 0xff;
      }
    }
    return sum / (factor * factor);
  }
}
