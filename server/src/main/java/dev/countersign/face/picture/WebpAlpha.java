package dev.countersign.face.picture;

import dev.countersign.face.picture.WebpFile.Chunk;

/**
 * How transparent a lossy WebP image is, which stands apart from its colours: RFC 9649, section
 * 2.7.1.2.
 *
 * @param levels of each pixel, row by row; 255 is opaque
 */
record WebpAlpha(int width, byte[] levels) {
  private static final int HEADER = 1;

  static WebpAlpha read(byte[] file, Chunk chunk, Size size) throws PictureRefused {
    if (chunk.length() < HEADER) {
      throw PictureRefused.corrupt();
    }
    int methods = file[chunk.at()];
    byte[] levels =
        switch (methods & 3) {
          case 0 -> plain(file, chunk, size);
          case 1 -> coded(file, chunk, size);
          default -> throw PictureRefused.corrupt();
        };
    WebpAlpha alpha = new WebpAlpha(size.width(), levels);
    alpha.add((methods >> 2) & 3);
    return alpha;
  }

  private static byte[] plain(byte[] file, Chunk chunk, Size size) throws PictureRefused {
    int count = (int) size.pixels();
    if (count > chunk.length() - HEADER) {
      throw PictureRefused.corrupt();
    }
    byte[] levels = new byte[count];
    System.arraycopy(file, chunk.at() + HEADER, levels, 0, count);
    return levels;
  }

  // "The transparency information must be extracted from the green channel".
  private static byte[] coded(byte[] file, Chunk chunk, Size size) throws PictureRefused {
    int[] pixels =
        LosslessImage.decode(
            new LosslessBits(file, chunk.at() + HEADER, chunk.length() - HEADER), size);
    byte[] levels = new byte[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (pixels[i] >> 8);
    }
    return levels;
  }

  /** What was expected is added to what it differs by. */
  private void add(int filter) {
    if (filter == 0) {
      return;
    }
    for (int i = 1; i < levels.length; i++) {
      levels[i] += (byte) expected(filter, i);
    }
  }

  private int expected(int filter, int at) {
    if (at < width) {
      return levels[at - 1];
    }
    int top = levels[at - width] & 0xff;
    if (filter == 2 || at % width == 0) {
      return top;
    }
    int left = levels[at - 1] & 0xff;
    if (filter == 1) {
      return left;
    }
    return Math.clamp(left + top - (levels[at - width - 1] & 0xff), 0, 255);
  }

  /** An image's rows on white, of which every so many pixels are left across and down. */
  RowSource over(RowSource rows, int step) {
    return new Covered(rows, this, step);
  }

  private record Covered(RowSource rows, WebpAlpha alpha, int step) implements RowSource {
    @Override
    public int width() {
      return rows.width();
    }

    @Override
    public int height() {
      return rows.height();
    }

    @Override
    public void read(int row, byte[] rgb) {
      rows.read(row, rgb);
      int first = row * step * alpha.width;
      for (int i = 0; i < 3 * width(); i++) {
        int level = alpha.levels[first + i / 3 * step] & 0xff;
        rgb[i] = ImageRows.onWhite(rgb[i] & 0xff, level);
      }
    }
  }
}
