package dev.countersign.face.picture;

import org.jspecify.annotations.Nullable;

/** The tables before a scan: ITU-T T.81, section B.2.4. */
final class JpegTables {
  private final byte[] file;
  private final int[] @Nullable [] quantisation = new int[4][];
  private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
  private int restartInterval;

  private JpegTables(byte[] file) {
    this.file = file;
  }

  static JpegTables of(JpegFile jpeg) throws PictureRefused {
    JpegTables tables = new JpegTables(jpeg.file());
    for (JpegSegment segment : jpeg.tables()) {
      switch (segment.code()) {
        case 0xdb -> tables.quantisation(segment);
        case 0xc4 -> tables.huffman(segment);
        default -> tables.restart(segment);
      }
    }
    return tables;
  }

  private void quantisation(JpegSegment segment) throws PictureRefused {
    int at = segment.at();
    while (at < segment.end()) {
      int width = (file[at] & 0xf0) == 0 ? 1 : 2;
      int target = file[at] & 15;
      at++;
      if (target > 3 || at + 64 * width > segment.end()) {
        throw PictureRefused.corrupt();
      }
      int[] table = new int[64];
      for (int k = 0; k < 64; k++) {
        int value = file[at] & 0xff;
        table[k] = width == 1 ? value : (value << 8) | (file[at + 1] & 0xff);
        at += width;
      }
      quantisation[target] = table;
    }
  }

  private void huffman(JpegSegment segment) throws PictureRefused {
    int at = segment.at();
    while (at < segment.end()) {
      int target = file[at] & 0xff;
      at++;
      int count = count(at, segment);
      if ((target & 0xef) > 3 || count > 256 || at + 16 + count > segment.end()) {
        throw PictureRefused.corrupt();
      }
      HuffmanTable table = HuffmanTable.of(file, at, count);
      if (target < 16) {
        dc[target] = table;
      } else {
        ac[target & 15] = table;
      }
      at += 16 + count;
    }
  }

  private int count(int at, JpegSegment segment) throws PictureRefused {
    if (at + 16 > segment.end()) {
      throw PictureRefused.corrupt();
    }
    int count = 0;
    for (int i = 0; i < 16; i++) {
      count += file[at + i] & 0xff;
    }
    return count;
  }

  private void restart(JpegSegment segment) throws PictureRefused {
    if (segment.length() != 2) {
      throw PictureRefused.corrupt();
    }
    restartInterval = ((file[segment.at()] & 0xff) << 8) | (file[segment.at() + 1] & 0xff);
  }

  HuffmanTable dc(int selector) throws PictureRefused {
    return present(selector > 3 ? null : dc[selector]);
  }

  HuffmanTable ac(int selector) throws PictureRefused {
    return present(selector > 3 ? null : ac[selector]);
  }

  int[] quantisation(int selector) throws PictureRefused {
    return present(quantisation[selector]);
  }

  /** How many minimum coded units stand between two restart markers; zero for none. */
  int restartInterval() {
    return restartInterval;
  }

  private static <T> T present(@Nullable T table) throws PictureRefused {
    if (table == null) {
      throw PictureRefused.corrupt();
    }
    return table;
  }
}
