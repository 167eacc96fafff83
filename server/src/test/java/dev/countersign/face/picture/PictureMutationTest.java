package dev.countersign.face.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files with random damage give a picture or a refusal, soon, and nothing else. */
@Timeout(120)
class PictureMutationTest {
  private final PictureReader reader = new PictureReader(Duration.ofSeconds(5));

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void jpeg() throws Exception {
    BufferedImage scene = PictureSamples.scene(70, 50);
    damaged(PictureSamples.jpeg(scene), 3000);
    List<byte[]> rare =
        List.of(PictureSamples.progressive(scene), CmykSamples.jpeg(new int[] {1, 2, 3, 4}, 2));
    for (byte[] whole : rare) {
      damaged(whole, 400, PictureMutationTest::readHere);
      damaged(whole, 5);
    }
  }

  @Test
  void png() throws Exception {
    damaged(PictureSamples.file(PictureSamples.scene(70, 50), "png"), 1500);
  }

  @Test
  void formatsReadInAProcessOfTheirOwn() throws Exception {
    BufferedImage scene = PictureSamples.scene(70, 50);
    damaged(PictureSamples.file(scene, "tiff"), 8);
    damaged(PictureSamples.webp(), 8);
    damaged(PictureSamples.pdf(PictureSamples.jpeg(scene), 70, 50), 8);
  }

  private void damaged(byte[] whole, int times) {
    damaged(whole, times, this::read);
  }

  private static void damaged(byte[] whole, int times, Consumer<byte[]> read) {
    Random random = new Random(20260101);
    for (int i = 0; i < times; i++) {
      byte[] file = whole.clone();
      for (int hit = 0; hit <= i % 4; hit++) {
        file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt(256);
      }
      if (i % 7 == 0) {
        file = Arrays.copyOf(file, 4 + random.nextInt(file.length - 4));
      }
      read.accept(file);
    }
  }

  // As the process does that these files are read in, which would take long to start so often.
  private static void readHere(byte[] file) {
    try {
      JpegFile jpeg = JpegFile.parse(file);
      jpeg.requireBoundedWork();
      TimeLimit limit = TimeLimit.in(Duration.ofSeconds(5));
      assertThat(JpegDecoder.decode(jpeg, Detail.QUICK, limit).picture().width()).isPositive();
    } catch (PictureRefused refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    } catch (InterruptedIOException slow) {
      throw new AssertionError(slow);
    }
  }

  private void read(byte[] file) {
    try {
      assertThat(reader.read(file, Detail.QUICK).picture().width()).isPositive();
    } catch (PictureRefused refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }
}
