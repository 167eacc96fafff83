package dev.countersign.capture;

import dev.countersign.face.picture.PictureReader;

/**
 * How much of the heap is for pictures, beside what else it holds at its fullest: what decoding
 * takes, the bodies of requests with the files unpacked from them, and the server itself.
 *
 * @param fetched kilobytes for files that were fetched
 * @param decoded kilobytes for pictures while they are looked at
 * @param sent kilobytes for large pictures that are kept, while they are read by others
 */
record Room(int fetched, int decoded, int sent) {
  /** The most a fetched file takes. */
  static final long FILE = PictureReader.MOST_BYTES;

  /** How many pictures there are of one: as it is, turned, and turned the best way so far. */
  static final int COPIES = 3;

  /** The most a picture takes while it is looked at. */
  static final long PICTURE = COPIES * PictureReader.LARGEST;

  /** What lives on, and what requests of other kinds leave behind. */
  static final long SERVER = 32L << 20;

  /** In a heap of so many bytes; there is always room for one. */
  static Room in(long heap) {
    long left = heap - bodies(heap) - sent(heap) - PictureReader.MOST_MEMORY - SERVER;
    long decoded = Math.max(PICTURE, left / 3 * 2);
    return new Room(
        kilobytes(Math.max(FILE, left - decoded)), kilobytes(decoded), kilobytes(sent(heap)));
  }

  // Enough for one of the largest, as it is kept and opened.
  static long sent(long heap) {
    return Math.max(2 * FILE, heap / 16);
  }

  // A quarter, in which a body is there four times; its base64 gives three quarters of one more.
  static long bodies(long heap) {
    return heap / 4 + heap / 4 / 4 * 3 / 4;
  }

  /**
   * How many kilobytes for fetched files one customer may have: so many that there is room for one
   * of another's, however the hosts of the first stall, unless there is room for one alone.
   */
  int fetchedForOne() {
    int file = kilobytes(FILE);
    return fetched < 2 * file ? fetched : fetched - file;
  }

  /** How many of the largest files so many kilobytes have room for. */
  static int files(int kilobytes) {
    return kilobytes / kilobytes(FILE);
  }

  /** So many bytes in kilobytes, none of which is left out. */
  static int kilobytes(long bytes) {
    return Math.clamp(Math.ceilDiv(bytes, 1000L), 0, Integer.MAX_VALUE / 2);
  }
}
