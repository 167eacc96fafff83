package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.awt.image.BufferedImage;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/** Reads an image with a reader that is no part of the JDK. Only in a process of its own. */
final class ForeignImages {
  private ForeignImages() {}

  static DecodedPicture decode(
      ImageReaderSpi readers, FileBytes input, Orientation orientation, PictureFormat format)
      throws PictureRefused {
    ImageReader reader = ImageReaders.of(readers);
    Size size = ImageReaders.size(reader, input);
    BufferedImage image = ImageReaders.image(reader, size);
    int step = ImageReaders.skipping(size);
    int factor = Math.max(1, Math.ceilDiv(Detail.FULL.factor(size), step));
    Picture stored = Shrinking.by(factor, ImageRows.of(image));
    return new DecodedPicture(orientation.upright(stored), format, false);
  }
}
