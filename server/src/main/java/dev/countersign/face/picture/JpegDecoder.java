package dev.countersign.face.picture;

import dev.countersign.face.Picture;
import java.io.InterruptedIOException;
import java.util.Optional;

/**
 * Reads JPEG files: the usual kind here, and others, in a process of their own, through the JDK.
 */
final class JpegDecoder {
  private JpegDecoder() {}

  /** Whether it is of the usual kind, whose decoder looks at the clock row by row. */
  static boolean sequential(JpegFile jpeg) {
    return SequentialJpeg.of(jpeg, 8).isPresent();
  }

  /** How much memory decoding one of the usual kind takes about: components and picture. */
  static long bytes(JpegFile jpeg, Detail detail) {
    return 6 * pixels(jpeg, detail);
  }

  /** How many pixels the picture of one of the usual kind has, once it is reduced. */
  static long pixels(JpegFile jpeg, Detail detail) {
    int halved = 1 << detail.halvings(jpeg.size());
    return Math.ceilDiv((long) jpeg.size().width(), halved)
        * Math.ceilDiv((long) jpeg.size().height(), halved);
  }

  static DecodedPicture decode(JpegFile jpeg, Detail detail, TimeLimit limit)
      throws PictureRefused, InterruptedIOException {
    Picture stored = stored(jpeg, detail, limit);
    boolean reduced = detail.halvings(jpeg.size()) > Detail.FULL.halvings(jpeg.size());
    return new DecodedPicture(jpeg.orientation().upright(stored), PictureFormat.JPEG, reduced);
  }

  private static Picture stored(JpegFile jpeg, Detail detail, TimeLimit limit)
      throws PictureRefused, InterruptedIOException {
    Optional<SequentialJpeg> sequential =
        SequentialJpeg.of(jpeg, 8 >> detail.halvings(jpeg.size()));
    if (sequential.isPresent()) {
      return sequential.get().decode(limit);
    }
    return LibraryJpeg.decode(jpeg, detail, limit);
  }
}
