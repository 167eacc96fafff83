package dev.countersign.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Single people out of the group photographs that come with the build, as JPEG files. */
public enum Portraits {
  ANNA(5, 194, 685, 549, 671),
  /** Anna in another cut and size. */
  ANNA_AGAIN(5, 250, 740, 420, 500),
  BERT(6, 1298, 72, 583, 661),
  /** Anna of no relation, with a score near that of {@link #DORA}: 0.6 and a little. */
  CLARA(1, 685, 284, 492, 506),
  DORA(4, 115, 43, 459, 555),
  /** Judged to be no living person. */
  STIFF(6, 490, 134, 546, 679),
  /** Four people as near as one another. */
  GROUP(4, 0, 0, 1920, 1448),
  /** A wall. */
  NOBODY(5, 0, 0, 200, 200);

  private final int photograph;
  private final int x;
  private final int y;
  private final int width;
  private final int height;

  Portraits(int photograph, int x, int y, int width, int height) {
    this.photograph = photograph;
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  /** The JPEG file. */
  public byte[] file() {
    return file("jpeg");
  }

  /** The picture in a file of that format. */
  public byte[] file(String format) {
    try {
      BufferedImage whole =
          ImageIO.read(new ByteArrayInputStream(Photographs.sampleFile(photograph)));
      BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      part.getGraphics().drawImage(whole, -x, -y, null);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ImageIO.write(part, format, file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a {@code data:} URL. */
  public String data() {
    return data("image/jpeg", file());
  }

  /** Any bytes as a {@code data:} URL. */
  public static String data(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
