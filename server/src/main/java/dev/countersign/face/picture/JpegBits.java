package dev.countersign.face.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bits of a sequential JPEG scan, and the blocks in them: ITU-T T.81, annex F.2. */
final class JpegBits {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  // Figure 5, and sixteen places more: a run may lead beyond the block in a broken file.
  static final byte[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
    63, 63, 63, 63, 63, 63
  };

  private final byte[] file;
  private int at;
  private long bits;
  private int count;
  // Zeros put in place of what the file does not hold.
  private int padding;

  JpegBits(byte[] file, int at) {
    this.file = file;
    this.at = at;
  }

  /** Whether more was taken than the file holds up to its next marker. */
  boolean exhausted() {
    return padding > count;
  }

  private void fill() {
    if (at + 4 <= file.length) {
      int four = (int) INTS.get(file, at);
      // No byte among them is all ones: no marker and no stuffing.
      if ((four & (~four - 0x01010101) & 0x80808080) == 0) {
        bits = (bits << 32) | (four & 0xffffffffL);
        count += 32;
        at += 4;
        return;
      }
    }
    while (count <= 48) {
      bits = (bits << 8) | next();
      count += 8;
    }
  }

  // Section F.1.2.3: a zero byte is stuffed behind one of all ones that is no marker.
  private int next() {
    if (at >= file.length) {
      padding += 8;
      return 0;
    }
    int one = file[at] & 0xff;
    if (one != 0xff) {
      at++;
      return one;
    }
    if (at + 1 < file.length && file[at + 1] == 0) {
      at += 2;
      return one;
    }
    padding += 8;
    return 0;
  }

  /**
   * Decodes a block into coefficients that are zero so far.
   *
   * @return how many in zigzag order may differ from zero
   */
  int block(JpegComponent component, short[] block) throws PictureRefused {
    if (count < 32) {
      fill();
    }
    block[0] = (short) ((component.prediction += difference(component.dc)) * component.scales[0]);
    HuffmanTable table = component.ac;
    int[] fast = table.coefficients;
    int[] scales = component.scales;
    int end = 1;
    for (int k = 1; k < 64; k++) {
      if (count < 32) {
        fill();
      }
      int look = (int) (bits >>> (count - HuffmanTable.LOOK)) & ((1 << HuffmanTable.LOOK) - 1);
      int entry = fast[look];
      if (entry != 0) {
        k += (entry >> 8) & 15;
        count -= entry & 0xff;
        block[ZIGZAG[k]] = (short) ((entry >> 16) * scales[k & 63]);
        end = k + 1;
        continue;
      }
      int symbol = symbol(table, look);
      int size = symbol & 15;
      if (size == 0) {
        if (symbol != 0xf0) {
          break;
        }
        k += 15;
        continue;
      }
      k += symbol >> 4;
      block[ZIGZAG[k]] = (short) (take(size) * scales[k & 63]);
      end = k + 1;
    }
    return Math.min(end, 64);
  }

  private int difference(HuffmanTable table) throws PictureRefused {
    int look = (int) (bits >>> (count - HuffmanTable.LOOK)) & ((1 << HuffmanTable.LOOK) - 1);
    int size = symbol(table, look);
    if (size > 11) {
      throw PictureRefused.corrupt();
    }
    return size == 0 ? 0 : take(size);
  }

  private int symbol(HuffmanTable table, int look) throws PictureRefused {
    int found = table.symbols[look];
    if (found == 0) {
      found = table.longer((int) (bits >>> (count - 16)) & 0xffff);
      if (found < 0) {
        throw PictureRefused.corrupt();
      }
    }
    count -= found >> 8;
    return found & 0xff;
  }

  private int take(int size) {
    count -= size;
    return HuffmanTable.extended((int) (bits >>> count) & ((1 << size) - 1), size);
  }

  /** Goes on behind the restart marker that has to come here: section E.2.4. */
  void restart() throws PictureRefused {
    if (exhausted()) {
      throw PictureRefused.corrupt();
    }
    // What was read ahead was read up to the marker at most.
    bits = 0;
    count = 0;
    padding = 0;
    while (at < file.length - 1 && file[at] == (byte) 0xff && file[at + 1] == (byte) 0xff) {
      at++;
    }
    boolean marker =
        at < file.length - 1 && file[at] == (byte) 0xff && (file[at + 1] & 0xf8) == 0xd0;
    if (!marker) {
      throw PictureRefused.corrupt();
    }
    at += 2;
  }
}
