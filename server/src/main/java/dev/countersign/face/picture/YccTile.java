package dev.countersign.face.picture;

import dev.countersign.face.Picture;

/**
 * A square of a picture as luma and chroma about zero (ITU-T T.871, section 7): four blocks of luma
 * and, at half the resolution, one each of both chromas. Beyond the picture its edge is repeated.
 */
final class YccTile {
  static final int SIDE = 16;

  final float[][] luma = new float[4][64];
  final float[] blue = new float[64];
  final float[] red = new float[64];

  private final byte[] pixels = new byte[3 * SIDE * SIDE];

  /** Fills itself from there on. */
  void read(Picture picture, int left, int top) {
    copy(picture, left, top);
    for (int y = 0; y < SIDE; y += 2) {
      for (int x = 0; x < SIDE; x += 2) {
        four(x, y);
      }
    }
  }

  private void copy(Picture picture, int left, int top) {
    int columns = Math.min(SIDE, picture.width() - left);
    for (int y = 0; y < SIDE; y++) {
      int row = Math.min(top + y, picture.height() - 1);
      int to = 3 * SIDE * y;
      System.arraycopy(picture.rgb(), 3 * (row * picture.width() + left), pixels, to, 3 * columns);
      for (int i = to + 3 * columns; i < to + 3 * SIDE; i++) {
        pixels[i] = pixels[i - 3];
      }
    }
  }

  private void four(int x, int y) {
    float[] block = luma[y / 8 * 2 + x / 8];
    int at = (y & 7) * 8 + (x & 7);
    int from = 3 * (y * SIDE + x);
    int below = from + 3 * SIDE;
    block[at] = luma(from);
    block[at + 1] = luma(from + 3);
    block[at + 8] = luma(below);
    block[at + 9] = luma(below + 3);
    int r = sum(from, below);
    int g = sum(from + 1, below + 1);
    int b = sum(from + 2, below + 2);
    int chroma = y / 2 * 8 + x / 2;
    blue[chroma] = (-.168736f * r - .331264f * g + .5f * b) / 4;
    red[chroma] = (.5f * r - .418688f * g - .081312f * b) / 4;
  }

  private float luma(int at) {
    return .299f * (pixels[at] & 0xff)
        + .587f * (pixels[at + 1] & 0xff)
        + .114f * (pixels[at + 2] & 0xff)
        - 128;
  }

  private int sum(int from, int below) {
    return (pixels[from] & 0xff)
        + (pixels[from + 3] & 0xff)
        + (pixels[below] & 0xff)
        + (pixels[below + 3] & 0xff);
  }
}
