package dev.countersign.face.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegWriterTest {
  private static final int LONGEST = 320;

  @ParameterizedTest
  @CsvSource({"320, 320", "313, 207", "17, 16", "3, 40", "1, 1"})
  void theLibrarysReaderSeesWhatWasWritten(int width, int height) throws Exception {
    Picture picture = gradient(width, height);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(JpegWriter.write(picture)));

    assertThat(read.getWidth()).isEqualTo(width);
    assertThat(read.getHeight()).isEqualTo(height);
    int most = 0;
    for (int i = 0; i < width * height; i++) {
      int pixel = read.getRGB(i % width, i / width);
      for (int c = 0; c < 3; c++) {
        int difference = (pixel >> (16 - 8 * c) & 0xff) - (picture.rgb()[3 * i + c] & 0xff);
        most = Math.max(most, Math.abs(difference));
      }
    }
    assertThat(most).isLessThanOrEqualTo(8);
  }

  private static Picture gradient(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      rgb[3 * i] = (byte) (40 + 200 * (i % width) / LONGEST);
      rgb[3 * i + 1] = (byte) (40 + 200 * (i / width) / LONGEST);
      rgb[3 * i + 2] = (byte) (240 - 200 * (i % width) / LONGEST);
    }
    return new Picture(width, height, rgb);
  }
}
