package dev.countersign.face.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Which prefix codes which square of a lossless WebP image is written with: RFC 9649, section
 * 3.7.2.2.
 *
 * @param side as a power of two, of the squares
 * @param across how many squares
 * @param squares the codes of each, row by row, in the bits of red and green
 */
record CodeMap(int side, int across, int[] squares, List<PrefixCodes> codes) {
  private static final int ALL = 16;

  /** The same ones everywhere. */
  static CodeMap one(PrefixCodes codes) {
    return new CodeMap(ALL, 1, new int[1], List.of(codes));
  }

  static CodeMap read(LosslessBits bits, Size size, int cacheBits) throws PictureRefused {
    if (!bits.flag()) {
      return one(PrefixCodes.read(bits, places(cacheBits)));
    }
    int side = 2 + bits.read(3);
    Size squares = squares(size, side);
    int[] map = LosslessPixels.ofPart(bits, squares);
    int most = 0;
    for (int i = 0; i < map.length; i++) {
      map[i] = (map[i] >> 8) & 0xffff;
      most = Math.max(most, map[i]);
    }
    List<PrefixCodes> codes = new ArrayList<>();
    for (int i = 0; i <= most; i++) {
      codes.add(PrefixCodes.read(bits, places(cacheBits)));
    }
    return new CodeMap(side, squares.width(), map, codes);
  }

  /** How many squares there are across and down. */
  static Size squares(Size size, int side) throws PictureRefused {
    return Size.of(Math.ceilDiv(size.width(), 1 << side), Math.ceilDiv(size.height(), 1 << side));
  }

  /** How many places a cache has. */
  static int places(int cacheBits) {
    return cacheBits == 0 ? 0 : 1 << cacheBits;
  }

  PrefixCodes at(int x, int y) {
    return codes.get(squares[(y >> side) * across + (x >> side)]);
  }
}
