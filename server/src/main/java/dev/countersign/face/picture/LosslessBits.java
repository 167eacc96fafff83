package dev.countersign.face.picture;

/** The bits of a lossless WebP image, the lowest of a byte first: RFC 9649, section 3.4. */
final class LosslessBits {
  // Some writers leave out what they take the reader to make up.
  private static final int MOST_MADE_UP = 8;

  private final byte[] file;
  private final int end;
  private int at;
  private long bits;
  private int count;

  LosslessBits(byte[] file, int at, int length) {
    this.file = file;
    this.at = at;
    this.end = at + length;
  }

  /** A number of at most 24 bits. */
  int read(int width) throws PictureRefused {
    int number = look() & ((1 << width) - 1);
    skip(width);
    return number;
  }

  boolean flag() throws PictureRefused {
    return read(1) == 1;
  }

  /** The next 32 bits or more, which stay where they are. */
  int look() throws PictureRefused {
    while (count < 32) {
      bits |= next() << count;
      count += 8;
    }
    return (int) bits;
  }

  /** Goes on behind bits that were looked at. */
  void skip(int width) {
    bits >>>= width;
    count -= width;
  }

  private long next() throws PictureRefused {
    if (at >= end + MOST_MADE_UP) {
      throw PictureRefused.corrupt();
    }
    int from = at++;
    return from < end ? file[from] & 0xff : 0;
  }
}
