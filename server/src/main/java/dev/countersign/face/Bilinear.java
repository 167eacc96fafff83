package dev.countersign.face;

/**
 * The colour of a picture between its pixels. Outside of it is black.
 *
 * @param part the part of the picture that is sampled
 * @param left of the part within the picture
 * @param top of the part within the picture
 * @param width of the picture
 * @param height of the picture
 */
record Bilinear(Picture part, int left, int top, int width, int height) {

  /** Writes the three samples at a point. */
  void write(double x, double y, byte[] out, int to) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    // A neighbour outside weighs nothing; its place is taken by any pixel there is.
    double left0 = weight(x0, width, 1 - (x - x0));
    double left1 = weight(x0 + 1, width, x - x0);
    double up0 = weight(y0, height, 1 - (y - y0));
    double up1 = weight(y0 + 1, height, y - y0);
    int column0 = 3 * within(x0 - left, part.width());
    int column1 = 3 * within(x0 + 1 - left, part.width());
    int row0 = 3 * part.width() * within(y0 - top, part.height());
    int row1 = 3 * part.width() * within(y0 + 1 - top, part.height());
    byte[] rgb = part.rgb();
    for (int c = 0; c < 3; c++) {
      double above =
          left0 * (rgb[row0 + column0 + c] & 0xff) + left1 * (rgb[row0 + column1 + c] & 0xff);
      double below =
          left0 * (rgb[row1 + column0 + c] & 0xff) + left1 * (rgb[row1 + column1 + c] & 0xff);
      out[to + c] = (byte) (int) (up0 * above + up1 * below + .5);
    }
  }

  private static double weight(int index, int size, double inside) {
    return 0 <= index && index < size ? inside : 0;
  }

  private static int within(int index, int size) {
    return Math.clamp(index, 0, size - 1);
  }
}
