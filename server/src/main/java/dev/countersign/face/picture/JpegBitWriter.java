package dev.countersign.face.picture;

import java.util.Arrays;

/**
 * The bytes of a JPEG file as they are written, and the bits of its scan: ITU-T T.81, annex F.1.2.
 */
final class JpegBitWriter {
  private static final int END_OF_BLOCK = 0;
  private static final int SIXTEEN_ZEROS = 0xf0;

  private byte[] bytes;
  private int length;
  private long bits;
  private int count;

  /** For about that many bytes. */
  JpegBitWriter(int expected) {
    bytes = new byte[expected];
  }

  /** Whole bytes; not in the middle of a scan. */
  void put(byte... some) {
    reserve(some.length);
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
  }

  /** A byte and one of 16 bits, high byte first. */
  void marker(int code, int contents) {
    put((byte) 0xff, (byte) code, (byte) ((contents + 2) >> 8), (byte) (contents + 2));
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /**
   * A block.
   *
   * @param prediction the first coefficient of the component's last block
   */
  void block(int[] coefficients, int prediction, HuffmanCodes dc, HuffmanCodes ac) {
    // No coefficient takes more than 32 bits, and half of the bytes at worst are stuffed.
    reserve(64 * 8 + 16);
    int difference = coefficients[0] - prediction;
    coefficient(dc, 0, difference);
    int run = 0;
    for (int k = 1; k < 64; k++) {
      int value = coefficients[JpegBits.ZIGZAG[k]];
      if (value == 0) {
        run += 1;
        continue;
      }
      for (; run > 15; run -= 16) {
        add(ac.codes[SIXTEEN_ZEROS], ac.lengths[SIXTEEN_ZEROS]);
      }
      coefficient(ac, run << 4, value);
      run = 0;
    }
    if (run > 0) {
      add(ac.codes[END_OF_BLOCK], ac.lengths[END_OF_BLOCK]);
    }
  }

  private void coefficient(HuffmanCodes table, int run, int value) {
    int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    int symbol = run | size;
    // Section F.1.2.1: of a negative one, the low bits of the number less one.
    int low = (value + (value >> 31)) & ((1 << size) - 1);
    add((table.codes[symbol] << size) | low, table.lengths[symbol] + size);
  }

  private void add(int value, int size) {
    bits = (bits << size) | value;
    count += size;
    while (count >= 8) {
      count -= 8;
      byte next = (byte) (bits >>> count);
      bytes[length++] = next;
      if (next == -1) {
        // Section F.1.2.3: so that it is no marker.
        bytes[length++] = 0;
      }
    }
  }

  /** Ends the scan: section F.1.2.3, "filled with 1-bits". */
  void endScan() {
    reserve(4);
    add(0x7f, 7);
    count = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
