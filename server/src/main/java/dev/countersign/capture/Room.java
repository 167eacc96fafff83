package dev.countersign.capture;

import dev.countersign.face.picture.PictureReader;

/**
 * How many pictures the heap has room for beside what else it holds at its fullest: the pictures
 * that are being decoded, the bodies of requests, and the server itself.
 *
 * @param files that may be held, fetched or to be fetched; a slow host holds one of these alone
 * @param pictures that may be held decoded
 */
record Room(int files, int pictures) {
  /** A file, which a call may take long to fetch. */
  static final long FILE = PictureReader.MOST_BYTES;

  /** A picture of 2560 by 2560, one of lower detail before it, and what is looked at of them. */
  static final long PICTURE = 34L << 20;

  /** What lives on, and what requests of other kinds leave behind. */
  static final long SERVER = 32L << 20;

  private static final int FILES_EACH = 2;
  private static final int MOST = 32;

  /** In a heap of so many bytes; there is always room for one. */
  static Room in(long heap) {
    // Bodies may take a quarter.
    long left = heap - heap / 4 - PictureReader.MOST_MEMORY - SERVER;
    int pictures = (int) Math.clamp(left / (PICTURE + FILES_EACH * FILE), 1L, MOST);
    return new Room(FILES_EACH * pictures, pictures);
  }
}
