package dev.countersign.face;

/** Bilinear sampling of a picture at the points a map leads back to. Outside of it is black. */
final class Sampling {
  private final Similarity back;
  private final int width;
  private final int height;

  /**
   * For a destination of that size.
   *
   * @param back leads from the destination to the picture
   */
  Sampling(Similarity back, int width, int height) {
    this.back = back;
    this.width = width;
    this.height = height;
  }

  Picture of(Picture picture) {
    return run(picture, new Grid(1, 0, 1, 0), picture.width(), picture.height(), 0, 0);
  }

  /** Samples the picture as it would be in another size; makes only the part that is needed. */
  Picture ofResized(Picture picture, int newWidth, int newHeight) {
    double kx = (double) newWidth / picture.width();
    double ky = (double) newHeight / picture.height();
    Grid grid = new Grid(kx, .5 * kx - .5, ky, .5 * ky - .5);
    double[] span = span(grid);
    int left = Math.max(0, (int) Math.floor(span[0]) - 1);
    int top = Math.max(0, (int) Math.floor(span[1]) - 1);
    int right = Math.min(newWidth, (int) Math.floor(span[2]) + 3);
    int bottom = Math.min(newHeight, (int) Math.floor(span[3]) + 3);
    if (left >= right || top >= bottom) {
      return new Picture(width, height, new byte[3 * width * height]);
    }
    Area needed = new Area(left, top, right - left, bottom - top);
    Picture part = Resampling.partOfResized(picture, newWidth, newHeight, needed);
    return run(part, grid, newWidth, newHeight, left, top);
  }

  /** From the picture's coordinates to those of its resized copy: factor and shift by axis. */
  private record Grid(double kx, double dx, double ky, double dy) {}

  /** The least and the greatest coordinates sampled; a linear map has them at the corners. */
  private double[] span(Grid grid) {
    double[] span = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int corner = 0; corner < 4; corner++) {
      int column = (corner & 1) * (width - 1);
      int row = (corner >> 1) * (height - 1);
      double x = (back.a() * column - back.b() * row + back.tx()) * grid.kx + grid.dx;
      double y = (back.b() * column + back.a() * row + back.ty()) * grid.ky + grid.dy;
      span[0] = Math.min(span[0], x);
      span[1] = Math.min(span[1], y);
      span[2] = Math.max(span[2], x);
      span[3] = Math.max(span[3], y);
    }
    return span;
  }

  /**
   * Samples a part of a picture that is {@code fullWidth} by {@code fullHeight} as a whole. The
   * part holds every pixel that is sampled and within the whole.
   */
  private Picture run(Picture part, Grid grid, int fullWidth, int fullHeight, int left, int top) {
    Bilinear source = new Bilinear(part, left, top, fullWidth, fullHeight);
    byte[] out = new byte[3 * width * height];
    int to = 0;
    for (int row = 0; row < height; row++) {
      double xOfRow = -back.b() * row + back.tx();
      double yOfRow = back.a() * row + back.ty();
      for (int column = 0; column < width; column++) {
        double x = (back.a() * column + xOfRow) * grid.kx + grid.dx;
        double y = (back.b() * column + yOfRow) * grid.ky + grid.dy;
        source.write(x, y, out, to);
        to += 3;
      }
    }
    return new Picture(width, height, out);
  }
}
