package dev.countersign.face.picture;

/** A canonical prefix code of a lossless WebP image: RFC 9649, section 3.7.2. */
final class PrefixCode {
  private static final int LONGEST = 15;
  private static final int LOOK = 8;

  /** For each next eight bits the code's length above twelve bits of symbol; 0 for longer ones. */
  private final char[] fast = new char[1 << LOOK];

  private final int[] counts = new int[LONGEST + 1];
  private final char[] symbols;

  private PrefixCode(int used) {
    this.symbols = new char[used];
  }

  /** Of the length of each symbol's code, 0 for those that have none. */
  static PrefixCode of(int[] lengths) throws PictureRefused {
    int used = 0;
    for (int length : lengths) {
      used += length > 0 ? 1 : 0;
    }
    PrefixCode code = new PrefixCode(used);
    code.sort(lengths);
    // "A single leaf node" takes no bits; all others have to be complete.
    if (used != 1) {
      code.requireComplete();
      code.enterFast();
    }
    return code;
  }

  private void sort(int[] lengths) {
    for (int length : lengths) {
      counts[length]++;
    }
    counts[0] = 0;
    int[] next = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[next[lengths[symbol]]++] = (char) symbol;
      }
    }
  }

  private void requireComplete() throws PictureRefused {
    int free = 1;
    for (int length = 1; length <= LONGEST; length++) {
      free = 2 * free - counts[length];
      if (free < 0) {
        throw PictureRefused.corrupt();
      }
    }
    if (free != 0) {
      throw PictureRefused.corrupt();
    }
  }

  private void enterFast() {
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LOOK; length++) {
      for (int i = 0; i < counts[length]; i++) {
        // A code's first bit is its highest, and the first in the file.
        int first = Integer.reverse(code++) >>> (32 - length);
        for (int bits = first; bits < fast.length; bits += 1 << length) {
          fast[bits] = (char) ((length << 12) | symbols[index]);
        }
        index++;
      }
      code <<= 1;
    }
  }

  int read(LosslessBits bits) throws PictureRefused {
    if (symbols.length == 1) {
      return symbols[0];
    }
    int next = bits.look();
    int found = fast[next & ((1 << LOOK) - 1)];
    if (found != 0) {
      bits.skip(found >> 12);
      return found & 0xfff;
    }
    return longer(bits, next);
  }

  private int longer(LosslessBits bits, int next) throws PictureRefused {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code |= (next >> (length - 1)) & 1;
      if (code - first < counts[length]) {
        bits.skip(length);
        return symbols[index + code - first];
      }
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw PictureRefused.corrupt();
  }
}
