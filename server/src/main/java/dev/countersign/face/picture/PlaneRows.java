package dev.countersign.face.picture;

/**
 * Rows of a component at the picture's resolution. One of half the resolution is enlarged with a
 * triangle filter, three quarters of the nearer sample and one of the next, as the common libraries
 * do.
 */
final class PlaneRows {
  /** Holds the row; longer than the picture is wide. */
  final int[] samples;

  private final JpegComponent component;
  private final boolean across;
  private final boolean down;
  private final int width;
  private final int height;
  private final int[] sums;

  PlaneRows(JpegComponent component, int ratioH, int ratioV, int fullWidth, int fullHeight) {
    this.component = component;
    this.across = ratioH == 2;
    this.down = ratioV == 2;
    this.width = Math.ceilDiv(fullWidth, ratioH);
    this.height = Math.ceilDiv(fullHeight, ratioV);
    this.sums = new int[width];
    this.samples = new int[ratioH * width];
  }

  /** Makes a row. */
  void row(int y) {
    if (!across) {
      plain(y * component.stride, samples);
    } else if (width <= 2) {
      // The common libraries repeat samples where there are so few.
      repeated(y / (down ? 2 : 1) * component.stride);
    } else if (down) {
      both(y);
    } else {
      horizontally(y * component.stride);
    }
  }

  private void plain(int row, int[] into) {
    byte[] from = component.samples;
    for (int x = 0; x < width; x++) {
      into[x] = from[row + x] & 0xff;
    }
  }

  private void repeated(int row) {
    for (int x = 0; x < samples.length; x++) {
      samples[x] = component.samples[row + x / 2] & 0xff;
    }
  }

  private void horizontally(int row) {
    plain(row, sums);
    for (int x = 1; x < width; x++) {
      int left = sums[x - 1];
      int right = sums[x];
      samples[2 * x - 1] = (3 * left + right + 2) >> 2;
      samples[2 * x] = (3 * right + left + 1) >> 2;
    }
    samples[0] = sums[0];
    samples[2 * width - 1] = sums[width - 1];
  }

  private void both(int y) {
    byte[] from = component.samples;
    int near = y / 2;
    int far = Math.clamp((y & 1) == 0 ? near - 1 : near + 1, 0, height - 1);
    int nearer = near * component.stride;
    int further = far * component.stride;
    for (int x = 0; x < width; x++) {
      sums[x] = 3 * (from[nearer + x] & 0xff) + (from[further + x] & 0xff);
    }
    for (int x = 1; x < width; x++) {
      int left = sums[x - 1];
      int right = sums[x];
      samples[2 * x - 1] = (3 * left + right + 7) >> 4;
      samples[2 * x] = (3 * right + left + 8) >> 4;
    }
    samples[0] = (4 * sums[0] + 8) >> 4;
    samples[2 * width - 1] = (4 * sums[width - 1] + 7) >> 4;
  }
}
