package dev.countersign.face.picture;

import dev.countersign.face.picture.PictureRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Whether an image in a document is whole: the library draws what there is of one that breaks off,
 * and makes up the rest.
 */
final class PageImage {
  private static final List<String> JPEG = List.of("DCTDecode", "DCT");
  private static final Set<COSName> PLAIN =
      Set.of(
          COSName.FLATE_DECODE,
          COSName.LZW_DECODE,
          COSName.RUN_LENGTH_DECODE,
          COSName.ASCII85_DECODE,
          COSName.ASCII_HEX_DECODE);
  private static final Duration LONG = Duration.ofMinutes(1);

  private PageImage() {}

  /** Refuses an image that is damaged as far as its coding lets see. */
  static void requireWhole(PDImageXObject image) throws IOException, PictureRefused {
    List<COSName> filters = image.getStream().getFilters();
    if (!filters.isEmpty() && filters.getLast().equals(COSName.DCT_DECODE)) {
      try (InputStream coded = image.createInputStream(JPEG)) {
        requireWholeJpeg(coded.readNBytes(PictureReader.MOST_BYTES));
      }
    } else if (PLAIN.containsAll(filters)) {
      requireSamples(image);
    }
  }

  // As strict as with a file of its own, but for the rare kinds that the library may know.
  private static void requireWholeJpeg(byte[] coded) throws IOException, PictureRefused {
    try {
      JpegFile jpeg = JpegFile.parse(coded);
      if (JpegDecoder.sequential(jpeg)) {
        // An eighth of the size: little more than the codes are read.
        SequentialJpeg.of(jpeg, 1).orElseThrow().decode(TimeLimit.in(LONG));
      } else {
        jpeg.requireBoundedWork();
      }
    } catch (PictureRefused refused) {
      if (refused.reason() != Reason.UNSUPPORTED) {
        throw refused;
      }
    }
  }

  // Less than a row may be missing: some writers leave out the last byte.
  private static void requireSamples(PDImageXObject image) throws IOException, PictureRefused {
    int samples = 1;
    if (!image.isStencil()) {
      samples = image.getColorSpace().getNumberOfComponents();
    }
    long row = Math.ceilDiv((long) image.getWidth() * samples * image.getBitsPerComponent(), 8);
    try (InputStream decoded = image.createInputStream()) {
      long missing = row * image.getHeight();
      byte[] some = new byte[8192];
      int count = decoded.read(some);
      while (count > 0 && missing >= row) {
        missing -= count;
        count = decoded.read(some);
      }
      if (missing >= row) {
        throw PictureRefused.corrupt();
      }
    }
  }
}
