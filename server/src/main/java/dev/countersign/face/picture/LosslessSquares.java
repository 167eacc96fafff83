package dev.countersign.face.picture;

/**
 * What is told of the squares of a lossless WebP image, by a small image with a pixel for each: RFC
 * 9649, section 3.5.
 *
 * @param side as a power of two, of the squares
 * @param across how many squares
 * @param values what is told of each, row by row
 */
record LosslessSquares(int side, int across, int[] values) {
  /** Of an image of that size. */
  static LosslessSquares read(LosslessBits bits, Size size) throws PictureRefused {
    int side = 2 + bits.read(3);
    int across = Math.ceilDiv(size.width(), 1 << side);
    Size squares = Size.of(across, Math.ceilDiv(size.height(), 1 << side));
    return new LosslessSquares(side, across, LosslessPixels.ofPart(bits, squares));
  }

  /** What is told of the square with that pixel. */
  int at(int x, int y) {
    return values[(y >> side) * across + (x >> side)];
  }
}
