package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.awt.image.BufferedImage;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/** Reads an image with a reader that is no part of the JDK. Only in a process of its own. */
final class ForeignImages {
  private static final int MOST_BITS = 16;

  private ForeignImages() {}

  /** What is laid over an image, of which every so many pixels were read across and down. */
  interface Cover {
    RowSource over(RowSource rows, Size size, int step) throws PictureRefused;
  }

  static DecodedPicture decode(
      ImageReaderSpi readers, FileBytes input, Orientation orientation, PictureFormat format)
      throws PictureRefused {
    return decode(readers, input, orientation, format, (rows, _, _) -> rows);
  }

  static DecodedPicture decode(
      ImageReaderSpi readers,
      FileBytes input,
      Orientation orientation,
      PictureFormat format,
      Cover cover)
      throws PictureRefused {
    ImageReader reader = ImageReaders.of(readers);
    Size size = ImageReaders.size(reader, input);
    BufferedImage image = ImageReaders.image(reader, size);
    requireLevelsOfPictures(image);
    int step = ImageReaders.skipping(size);
    int factor = Math.max(1, Math.ceilDiv(Detail.FULL.factor(size), step));
    Picture stored = Shrinking.by(factor, cover.over(ImageRows.of(image), size, step));
    return new DecodedPicture(orientation.upright(stored), format, false);
  }

  // What black and white are among numbers of 32 bits is told by nobody: measurements, not
  // pictures.
  private static void requireLevelsOfPictures(BufferedImage image) throws PictureRefused {
    if (image.getSampleModel().getSampleSize(0) > MOST_BITS) {
      throw PictureRefused.unsupported(
          "Pictures of more than 16 bits a colour are not supported: please save the picture with 8"
              + " or 16 bits, such as an ordinary JPEG");
    }
  }
}
