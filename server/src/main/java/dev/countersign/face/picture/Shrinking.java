package dev.countersign.face.picture;

import dev.countersign.face.Picture;

/** Makes pictures smaller by a whole factor: a pixel is the mean of a square of the larger one. */
final class Shrinking {
  private final int factor;
  private final int width;
  private final int[] sums;
  private final byte[] row;

  private Shrinking(int factor, int fullWidth) {
    this.factor = factor;
    this.width = Math.max(1, fullWidth / factor);
    this.sums = new int[3 * width];
    this.row = new byte[3 * fullWidth];
  }

  /** The picture, smaller by the factor each way; a remainder at the edges is left out. */
  static Picture by(int factor, RowSource rows) {
    return new Shrinking(factor, rows.width()).all(rows);
  }

  private Picture all(RowSource rows) {
    int height = Math.max(1, rows.height() / factor);
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int end = Math.min(rows.height(), (y + 1) * factor);
      for (int from = y * factor; from < end; from++) {
        rows.read(from, row);
        add();
      }
      int columns = Math.min(factor, row.length / 3);
      write((end - y * factor) * columns, rgb, 3 * width * y);
    }
    return new Picture(width, height, rgb);
  }

  private void add() {
    int columns = Math.min(factor, row.length / 3);
    int source = 0;
    for (int i = 0; i < sums.length; i += 3) {
      for (int column = 0; column < columns; column++) {
        sums[i] += row[source] & 0xff;
        sums[i + 1] += row[source + 1] & 0xff;
        sums[i + 2] += row[source + 2] & 0xff;
        source += 3;
      }
    }
  }

  private void write(int count, byte[] rgb, int target) {
    for (int i = 0; i < sums.length; i++) {
      rgb[target + i] = (byte) ((sums[i] + count / 2) / count);
      sums[i] = 0;
    }
  }
}
