package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.awt.image.Raster;
import javax.imageio.ImageReader;

/**
 * Reads JPEG files of any kind through the JDK's reader, which decodes in native code. Only in a
 * process of its own: between two looks at the clock it can take as long as the file wants.
 */
final class LibraryJpeg {
  private LibraryJpeg() {}

  static Picture decode(JpegFile jpeg, Detail detail, TimeLimit limit) throws PictureRefused {
    byte[] plain = jpeg.plain();
    ImageReader reader = ImageReaders.ofTheJdk("jpeg");
    try {
      Size size = ImageReaders.size(reader, new FileBytes(plain, limit));
      Raster raster = ImageReaders.raster(reader, size);
      if (raster.getNumBands() != jpeg.frame().components().size()) {
        throw PictureRefused.corrupt();
      }
      int factor = Math.ceilDiv(detail.factor(size), ImageReaders.skipping(size));
      return Shrinking.by(factor, JpegRows.of(raster, jpeg.colours()));
    } finally {
      reader.dispose();
    }
  }
}
