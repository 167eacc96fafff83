package dev.countersign.face.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/** The JDK's own image readers, with every way they fail on a bad file made into one. */
final class ImageReaders {
  private static final long MOST_DECODED = 12_500_000;

  private ImageReaders() {}

  /** The JDK's reader of a format. */
  static ImageReader ofTheJdk(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IllegalStateException("This Java has no reader of " + format);
  }

  /** A reader of a format that the JDK does not read, or not well. */
  static ImageReader of(ImageReaderSpi readers) {
    try {
      return readers.createReaderInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The size of the first image. */
  static Size size(ImageReader reader, Object input) throws PictureRefused {
    return reading(() -> {
      reader.setInput(input, true, true);
      return Size.of(reader.getWidth(0), reader.getHeight(0));
    });
  }

  /** By what factor pixels are skipped, so that no more than 12.5 million are in memory. */
  static int skipping(Size size) {
    return size.pixels() > MOST_DECODED ? 2 : 1;
  }

  /** How many pixels are in memory. */
  static long decoded(Size size) {
    int step = skipping(size);
    return size.pixels() / ((long) step * step);
  }

  /** The image whose size was read, with pixels skipped where it is very large. */
  static BufferedImage image(ImageReader reader, Size size) throws PictureRefused {
    int step = skipping(size);
    return reading(() -> {
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    });
  }

  /** The samples as they are coded, with pixels skipped where there are very many. */
  static Raster raster(ImageReader reader, Size size) throws PictureRefused {
    int step = skipping(size);
    return reading(() -> {
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.readRaster(0, param);
    });
  }

  private static <T> T reading(Reading<T> reading) throws PictureRefused {
    try {
      return reading.run();
    } catch (InterruptedIOException over) {
      throw PictureRefused.tooCostly();
    } catch (IIOException wrapped) {
      throw failure(wrapped);
    } catch (IOException | RuntimeException broken) {
      // The readers meet broken files with exceptions of all kinds.
      throw PictureRefused.corrupt();
    }
  }

  private static PictureRefused failure(IIOException wrapped) {
    if (wrapped.getCause() instanceof InterruptedIOException) {
      return PictureRefused.tooCostly();
    }
    return PictureRefused.corrupt();
  }

  private interface Reading<T> {
    T run() throws IOException, PictureRefused;
  }
}
