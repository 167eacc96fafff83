package dev.countersign.face.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.face.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WebP files that libwebp wrote, of pictures that are told by formulas. */
class WebpDecoderTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  /** Black, and transparent softly: 7x + y², with loss. Transparent black is not in its palette. */
  private static final String SOFT =
      "UklGRrIAAABXRUJQVlA4WAoAAAAQAAAAJwAAHQAAQUxQSGAAAAAF5yCQTfb8xTOIiNSCg0iSFOnu8pmZ"
          + "37/XUhDRf4VJGzB2HPMHAAAAAAyZMTMBAAAAAGQ3y8wzi8wys8qsM5vMNrPL7DOHzDFzypwzl8w1c8vc"
          + "M4/MM/PKvDOfzDfzqwBWUDggLAAAAPACAJ0BKigAHgAumWi0WiKoKCgIAJhLSAASF5TSTOEAAP74Iw/7"
          + "xO/94YAA";

  /** Many colours without loss: x² + y, 9x + y², 3xy. */
  private static final String MANY =
      "UklGRtgAAABXRUJQVlA4TMsAAAAvE4ADALkyRPQ/BmLBZP7E/UmEgbRtU9l2Ie9/0CdxALYOiI0kKZLi"
          + "+OqY+d9/Q4dMYNxGkiLv7t2bmTH/DE9OI8lWbU1b1eop8vi/ogCYGdQPhW3bNkzSPf4gCUlK8uQXEiWT"
          + "QipppJNBJllkk0MueeQzCcFIzEKGLEKGrEKGRAZQYiv9FXDDXtpowBYAjtJCAVYo4iytW8yA0lUaxRKl"
          + "lZbNXerdcjyBGl9/PAXNWIKnlhOAt1QfscIc4B+mvAHgK4ViBWDKDwDoAQA=";

  /** Squares of few colours without loss, some of them transparent. */
  private static final String FEW =
      "UklGRnQAAABXRUJQVlA4TGgAAAAvJ0AHEAmBQALQ/sY7RPQ/FIV8FxH9DwOjNpIcNZzhj/Fy6Pv6BAIp"
          + "jmSSR0tAUPB/dGrbtmHgtaTniDCkIGmPF4bMMo2KGO12aMMtAUlFKUMn3HpTwhAc2+yilB8SZ46zIsIw"
          + "+ID/Ag==";

  private final PictureReader reader = new PictureReader();

  @AfterEach
  void close() {
    reader.close();
  }

  private Picture read(byte[] file) throws PictureRefused {
    return reader.read(file, Detail.FULL).picture();
  }

  private static byte[] file(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  /** A file of the same picture whose transparency is not compressed, or differs by a filter. */
  private static byte[] withAlpha(int method, byte[] levels) {
    byte[] soft = file(SOFT);
    int image = new String(soft, StandardCharsets.ISO_8859_1).indexOf("VP8 ");
    int length = 1 + levels.length;
    ByteBuffer made =
        ByteBuffer.allocate(30 + 8 + length + (length & 1) + soft.length - image)
            .order(ByteOrder.LITTLE_ENDIAN);
    made.put(soft, 0, 30).putInt(0x48504c41).putInt(length).put((byte) method).put(levels);
    made.position(made.capacity() - (soft.length - image));
    made.put(soft, image, soft.length - image).putInt(4, made.capacity() - 8);
    return made.array();
  }

  private static byte[] all(IntBinaryOperator level) {
    byte[] levels = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) level.applyAsInt(i % WIDTH, i / WIDTH);
    }
    return levels;
  }

  private static void assertGrey(Picture picture, IntBinaryOperator grey) {
    assertThat(picture.width()).isEqualTo(WIDTH);
    assertThat(picture.height()).isEqualTo(HEIGHT);
    for (int i = 0; i < picture.rgb().length; i++) {
      int expected = grey.applyAsInt(i / 3 % WIDTH, i / 3 / WIDTH);
      assertThat(Math.abs((picture.rgb()[i] & 0xff) - expected)).as("at " + i / 3).isLessThan(3);
    }
  }

  @Test
  void softEdgesAreOnWhiteAsFarAsTheyAreTransparent() throws Exception {
    assertGrey(read(file(SOFT)), (x, y) -> 255 - ((7 * x + y * y) & 255));
  }

  @Test
  void transparencyThatIsNotCompressedIsRead() throws Exception {
    assertGrey(read(withAlpha(0, all((x, y) -> 5 * x + y))), (x, y) -> 255 - 5 * x - y);
  }

  @Test
  void whatFiltersTookOffTransparencyIsAddedAgain() throws Exception {
    byte[] rising = all((x, y) -> x == 0 && y == 0 ? 0 : 3);
    // From the left; the first of a row from above. From above; the first row from the left.
    assertGrey(read(withAlpha(4, rising)), (x, y) -> 255 - 3 * (x + y));
    assertGrey(read(withAlpha(8, rising)), (x, y) -> 255 - 3 * (x + y));
    // Left and above, less the corner.
    byte[] edges = all((x, y) -> (x == 0) == (y == 0) ? 0 : 3);
    assertGrey(read(withAlpha(12, edges)), (x, y) -> 255 - 3 * (x + y));
  }

  @Test
  void partOfTheTransparencyIsDamage() {
    byte[] part = Arrays.copyOf(all((_, _) -> 255), WIDTH * HEIGHT - 1);
    for (byte[] damaged : new byte[][] {withAlpha(0, part), withAlpha(1, new byte[3])}) {
      assertThatThrownBy(() -> read(damaged))
          .isInstanceOfSatisfying(
              PictureRefused.class,
              refused -> assertThat(refused.reason()).isEqualTo(PictureRefused.Reason.CORRUPT));
    }
  }

  @Test
  void picturesWithoutLossAreAsTheyWere() throws Exception {
    Picture many = read(file(MANY));
    assertThat(many.width()).isEqualTo(20);
    for (int i = 0; i < many.rgb().length / 3; i++) {
      int x = i % 20;
      int y = i / 20;
      assertThat(Arrays.copyOfRange(many.rgb(), 3 * i, 3 * i + 3))
          .containsExactly(x * x + y, 9 * x + y * y, 3 * x * y);
    }
  }

  @Test
  void fewColoursShareAByte() throws Exception {
    Picture few = read(file(FEW));
    for (int i = 0; i < few.rgb().length / 3; i++) {
      int x = i % WIDTH / 5;
      int y = i / WIDTH / 5;
      byte[] pixel = Arrays.copyOfRange(few.rgb(), 3 * i, 3 * i + 3);
      if ((x + y) % 5 == 0) {
        assertThat(pixel).containsExactly(255, 255, 255);
      } else {
        assertThat(pixel).containsExactly(30 * x, 40 * y, 90);
      }
    }
  }
}
