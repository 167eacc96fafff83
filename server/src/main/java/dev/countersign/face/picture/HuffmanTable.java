package dev.countersign.face.picture;

/**
 * A Huffman table of a JPEG file (ITU-T T.81, annexes C and F.2.2.3), laid out so that one look at
 * the next bits gives the code's length and value, and where they fit the coefficient behind it.
 */
final class HuffmanTable {
  /** How many bits are looked at. */
  static final int LOOK = 10;

  /** Length of the code, 8 bits, above its value, 8 bits; zero where the code is longer. */
  final short[] symbols = new short[1 << LOOK];

  /**
   * Code and coefficient together: the coefficient in 16 bits, the run of zeros before it in 8, the
   * length of both in 8; zero where they are longer, and for codes that bring no coefficient.
   */
  final int[] coefficients = new int[1 << LOOK];

  private final int[] firstBeyond = new int[18];
  private final int[] offsets = new int[17];
  private final byte[] values;

  private HuffmanTable(byte[] values) {
    this.values = values;
  }

  /** Of the counts of codes of each length and the values in order. */
  static HuffmanTable of(byte[] file, int counts, int count) throws PictureRefused {
    HuffmanTable table = new HuffmanTable(new byte[count]);
    System.arraycopy(file, counts + 16, table.values, 0, count);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= 16; length++) {
      table.offsets[length] = index - code;
      int codes = file[counts + length - 1] & 0xff;
      if (code + codes > (1 << length)) {
        throw PictureRefused.corrupt();
      }
      for (int i = 0; i < codes; i++) {
        table.enter(code++, length, index++);
      }
      table.firstBeyond[length] = code << (16 - length);
      code <<= 1;
    }
    table.firstBeyond[17] = Integer.MAX_VALUE;
    table.enterCoefficients();
    return table;
  }

  private void enter(int code, int length, int index) {
    if (length > LOOK) {
      return;
    }
    int from = code << (LOOK - length);
    for (int i = 0; i < 1 << (LOOK - length); i++) {
      symbols[from + i] = (short) ((length << 8) | (values[index] & 0xff));
    }
  }

  private void enterCoefficients() {
    for (int bits = 0; bits < symbols.length; bits++) {
      int length = symbols[bits] >> 8;
      int size = symbols[bits] & 15;
      int run = (symbols[bits] >> 4) & 15;
      int total = length + size;
      if (length > 0 && size > 0 && total <= LOOK) {
        int magnitude = (bits >> (LOOK - total)) & ((1 << size) - 1);
        coefficients[bits] = (extended(magnitude, size) << 16) | (run << 8) | total;
      }
    }
  }

  /** Figure F.12: the number that so many bits stand for. */
  static int extended(int bits, int size) {
    return bits < (1 << (size - 1)) ? bits - (1 << size) + 1 : bits;
  }

  /** Length and value, as in {@link #symbols}, of a long code; -1 when there is none. */
  int longer(int sixteenBits) {
    int length = LOOK + 1;
    while (sixteenBits >= firstBeyond[length]) {
      length++;
    }
    if (length > 16) {
      return -1;
    }
    int index = (sixteenBits >> (16 - length)) + offsets[length];
    return (length << 8) | (values[index] & 0xff);
  }
}
