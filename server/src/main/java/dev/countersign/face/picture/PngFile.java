package dev.countersign.face.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A PNG file's chunks (W3C PNG, section 5). What is no pixel is left out before anything reads the
 * file: compressed texts and profiles could unfold into any amount of memory.
 *
 * @param file all bytes
 * @param size as the header says
 * @param orientation of its Exif data
 */
record PngFile(byte[] file, Size size, Orientation orientation) {
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int TRNS = 0x74524e53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int EXIF = 0x65584966;

  /** Walks through the chunks up to the end or to where the file breaks off. */
  static PngFile parse(byte[] file) throws PictureRefused {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    Size size = size(chunks);
    Orientation orientation = Orientation.TOP_LEFT;
    int at = SIGNATURE;
    boolean data = false;
    while (at <= file.length - AROUND) {
      int length = chunks.getInt(at);
      int type = chunks.getInt(at + 4);
      if (length < 0 || length > file.length - AROUND - at) {
        throw PictureRefused.corrupt();
      }
      // Section 5.6: one header. By another, more would be decoded than there was made room for.
      if (type == IHDR && at > SIGNATURE) {
        throw PictureRefused.corrupt();
      }
      if (type == EXIF) {
        orientation = ExifOrientation.find(file, at + 8, length);
      }
      if (holdsPixels(type)) {
        requireWhole(file, at, length);
      }
      data |= type == IDAT;
      at += length + AROUND;
    }
    if (!data) {
      throw PictureRefused.corrupt();
    }
    return new PngFile(file, size, orientation);
  }

  // Section 5.3: "A four-byte CRC calculated on the preceding bytes in the chunk, including the
  // chunk type field and chunk data fields". The library's reader does not look at it, and makes
  // another picture of damaged samples.
  private static void requireWhole(byte[] file, int at, int length) throws PictureRefused {
    CRC32 crc = new CRC32();
    crc.update(file, at + 4, length + 4);
    if ((int) crc.getValue() != ByteBuffer.wrap(file).getInt(at + 8 + length)) {
      throw PictureRefused.corrupt();
    }
  }

  /** The file with the chunks alone that hold pixels: a copy, to be made when it is needed. */
  byte[] pixels() {
    ByteBuffer chunks = ByteBuffer.wrap(file);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
    kept.write(file, 0, SIGNATURE);
    int at = SIGNATURE;
    while (at <= file.length - AROUND) {
      int length = chunks.getInt(at) + AROUND;
      if (holdsPixels(chunks.getInt(at + 4))) {
        kept.write(file, at, length);
      }
      at += length;
    }
    return kept.toByteArray();
  }

  // Section 11.2.1: the header comes first and has 13 bytes.
  private static Size size(ByteBuffer chunks) throws PictureRefused {
    if (chunks.limit() < SIGNATURE + 13 + AROUND || chunks.getInt(SIGNATURE + 4) != IHDR) {
      throw PictureRefused.corrupt();
    }
    return Size.of(
        Integer.toUnsignedLong(chunks.getInt(SIGNATURE + 8)),
        Integer.toUnsignedLong(chunks.getInt(SIGNATURE + 12)));
  }

  private static boolean holdsPixels(int type) {
    return switch (type) {
      case IHDR, PLTE, TRNS, IDAT, IEND -> true;
      default -> false;
    };
  }
}
