package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.awt.image.BufferedImage;
import javax.imageio.ImageReader;

/** Reads PNG files through the JDK's reader. */
final class PngDecoder {
  private PngDecoder() {}

  /** How much memory decoding takes at most: four channels of 16 bits. */
  static long bytes(PngFile png) {
    return 8 * ImageReaders.decoded(png.size());
  }

  static DecodedPicture decode(PngFile png, Detail detail, TimeLimit limit) throws PictureRefused {
    ImageReader reader = ImageReaders.ofTheJdk("png");
    try {
      return decode(reader, png, detail, limit);
    } finally {
      reader.dispose();
    }
  }

  private static DecodedPicture decode(
      ImageReader reader, PngFile png, Detail detail, TimeLimit limit) throws PictureRefused {
    // The size again, since the file might have two headers.
    Size size = ImageReaders.size(reader, new FileBytes(png.pixels(), limit));
    BufferedImage image = ImageReaders.image(reader, size);
    int factor = Math.max(1, Math.ceilDiv(detail.factor(size), ImageReaders.skipping(size)));
    Picture stored = Shrinking.by(factor, ImageRows.of(image));
    boolean reduced = stored.width() < size.width();
    return new DecodedPicture(png.orientation().upright(stored), PictureFormat.PNG, reduced);
  }
}
