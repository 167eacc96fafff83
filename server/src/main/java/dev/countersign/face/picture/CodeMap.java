package dev.countersign.face.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Which prefix codes which square of a lossless WebP image is written with: RFC 9649, section
 * 3.7.2.2.
 *
 * @param squares the codes of each, in the bits of red and green
 */
record CodeMap(LosslessSquares squares, List<PrefixCodes> codes) {
  private static final int ALL = 16;

  /** The same ones everywhere. */
  static CodeMap one(PrefixCodes codes) {
    return new CodeMap(new LosslessSquares(ALL, 1, new int[1]), List.of(codes));
  }

  static CodeMap read(LosslessBits bits, Size size, int cacheBits) throws PictureRefused {
    if (!bits.flag()) {
      return one(PrefixCodes.read(bits, places(cacheBits)));
    }
    LosslessSquares squares = LosslessSquares.read(bits, size);
    int most = 0;
    for (int value : squares.values()) {
      most = Math.max(most, number(value));
    }
    List<PrefixCodes> codes = new ArrayList<>();
    for (int i = 0; i <= most; i++) {
      codes.add(PrefixCodes.read(bits, places(cacheBits)));
    }
    return new CodeMap(squares, codes);
  }

  private static int number(int value) {
    return (value >> 8) & 0xffff;
  }

  /** How many places a cache has. */
  static int places(int cacheBits) {
    return cacheBits == 0 ? 0 : 1 << cacheBits;
  }

  PrefixCodes at(int x, int y) {
    return codes.get(number(squares.at(x, y)));
  }
}
