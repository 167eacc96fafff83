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

  /** How many pixels the picture has at most, once it is reduced. */
  static long pixels(PngFile png, Detail detail) {
    Size size = png.size();
    long reduced = (long) ImageReaders.skipping(size) * factor(size, detail);
    return Math.ceilDiv(size.width(), reduced) * Math.ceilDiv(size.height(), reduced);
  }

  private static int factor(Size size, Detail detail) {
    return Math.max(1, Math.ceilDiv(detail.factor(size), ImageReaders.skipping(size)));
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
    Size size = ImageReaders.size(reader, new FileBytes(png.pixels(), limit));
    BufferedImage image = ImageReaders.image(reader, size);
    Picture stored = Shrinking.by(factor(size, detail), ImageRows.of(image));
    return new DecodedPicture(png.orientation().upright(stored), PictureFormat.PNG, false);
  }
}
