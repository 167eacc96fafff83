package dev.countersign.face.picture;

/**
 * The five prefix codes that the pixels of a part of a lossless WebP image are written with: RFC
 * 9649, section 3.7.2.
 *
 * @param green of green, of lengths of copies, and of places in the colour cache
 * @param distance of where copies come from
 */
record PrefixCodes(
    PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
  private static final int LEVELS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  static PrefixCodes read(LosslessBits bits, int cached) throws PictureRefused {
    return new PrefixCodes(
        code(bits, LEVELS + LENGTHS + cached),
        code(bits, LEVELS),
        code(bits, LEVELS),
        code(bits, LEVELS),
        code(bits, DISTANCES));
  }

  private static PrefixCode code(LosslessBits bits, int symbols) throws PictureRefused {
    return PrefixCode.of(bits.flag() ? one(bits, symbols) : many(bits, symbols));
  }

  /** One symbol or two. */
  private static int[] one(LosslessBits bits, int symbols) throws PictureRefused {
    boolean two = bits.flag();
    int first = bits.read(bits.flag() ? 8 : 1);
    int second = two ? bits.read(8) : first;
    if (Math.max(first, second) >= symbols) {
      throw PictureRefused.corrupt();
    }
    int[] lengths = new int[symbols];
    lengths[first] = 1;
    lengths[second] = 1;
    return lengths;
  }

  private static int[] many(LosslessBits bits, int symbols) throws PictureRefused {
    int[] ofLengths = new int[ORDER.length];
    int count = 4 + bits.read(4);
    for (int i = 0; i < count; i++) {
      ofLengths[ORDER[i]] = bits.read(3);
    }
    PrefixCode code = PrefixCode.of(ofLengths);
    int left = symbols;
    if (bits.flag()) {
      left = 2 + bits.read(2 + 2 * bits.read(3));
    }
    if (left > symbols) {
      throw PictureRefused.corrupt();
    }
    return lengths(bits, code, symbols, left);
  }

  private static int[] lengths(LosslessBits bits, PrefixCode code, int symbols, int read)
      throws PictureRefused {
    int[] lengths = new int[symbols];
    int previous = 8;
    int symbol = 0;
    for (int left = read; left > 0 && symbol < symbols; left--) {
      int length = code.read(bits);
      int times = times(bits, length);
      if (length < 16 && length > 0) {
        previous = length;
      }
      if (times > symbols - symbol) {
        throw PictureRefused.corrupt();
      }
      int repeated = length > 16 ? 0 : Math.min(length, 15);
      for (int i = 0; i < times; i++) {
        lengths[symbol++] = length == 16 ? previous : repeated;
      }
    }
    return lengths;
  }

  private static int times(LosslessBits bits, int length) throws PictureRefused {
    return switch (length) {
      case 16 -> 3 + bits.read(2);
      case 17 -> 3 + bits.read(3);
      case 18 -> 11 + bits.read(7);
      default -> 1;
    };
  }
}
