package dev.countersign.face.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in Exif data, which is a TIFF file (TIFF 6.0, section 2), and in TIFF files
 * themselves. Whatever is odd about the data means upright: a picture is not refused for it.
 */
final class ExifOrientation {
  private static final int TAG = 274;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private ExifOrientation() {}

  /** Of the TIFF structure that begins at an offset and has at most the given length. */
  static Orientation find(byte[] data, int offset, int length) {
    if (offset < 0 || length < 8 || offset > data.length - length) {
      return Orientation.TOP_LEFT;
    }
    ByteBuffer tiff = ByteBuffer.wrap(data, offset, length).slice();
    if (tiff.get(0) == 'I') {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    }
    if (tiff.getShort(2) != 42) {
      return Orientation.TOP_LEFT;
    }
    return inDirectory(tiff, Integer.toUnsignedLong(tiff.getInt(4)));
  }

  private static Orientation inDirectory(ByteBuffer tiff, long at) {
    if (at > tiff.limit() - 2L) {
      return Orientation.TOP_LEFT;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) at));
    for (int i = 0; i < entries; i++) {
      long entry = at + 2 + (long) i * ENTRY;
      if (entry > tiff.limit() - (long) ENTRY) {
        return Orientation.TOP_LEFT;
      }
      int begin = (int) entry;
      if (tiff.getShort(begin) == TAG && tiff.getShort(begin + 2) == SHORT) {
        return Orientation.of(Short.toUnsignedInt(tiff.getShort(begin + 8)));
      }
    }
    return Orientation.TOP_LEFT;
  }
}
