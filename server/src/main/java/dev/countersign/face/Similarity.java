package dev.countersign.face;

/**
 * Turning, scaling and moving, without reflection: x' = a·x − b·y + tx, y' = b·x + a·y + ty. Pixel
 * centres are at whole numbers.
 */
public record Similarity(double a, double b, double tx, double ty) {
  private static final double LEAST_SCALE_TO_SAMPLE = .5;

  /**
   * The one that brings points closest to others, by least squares.
   *
   * @param from x and y of the points, at least two different ones
   * @param to as many others
   */
  public static Similarity fit(double[] from, double[] to) {
    int points = from.length / 2;
    double[] here = centre(from);
    double[] there = centre(to);
    double along = 0;
    double across = 0;
    double size = 0;
    for (int i = 0; i < points; i++) {
      double x = from[2 * i] - here[0];
      double y = from[2 * i + 1] - here[1];
      double u = to[2 * i] - there[0];
      double v = to[2 * i + 1] - there[1];
      along += x * u + y * v;
      across += x * v - y * u;
      size += x * x + y * y;
    }
    double a = along / size;
    double b = across / size;
    return new Similarity(
        a, b, there[0] - a * here[0] + b * here[1], there[1] - b * here[0] - a * here[1]);
  }

  private static double[] centre(double[] points) {
    double[] sum = new double[2];
    for (int i = 0; i < points.length; i++) {
      sum[i & 1] += points[i];
    }
    return new double[] {2 * sum[0] / points.length, 2 * sum[1] / points.length};
  }

  /** Scales and moves the square with that corner and side onto one of {@code size} pixels. */
  public static Similarity ofSquare(double x, double y, double side, int size) {
    double scale = size / side;
    return new Similarity(scale, 0, (.5 - x) * scale - .5, (.5 - y) * scale - .5);
  }

  /**
   * The picture through this map, black where it does not reach.
   *
   * <p>Sampling alone would skip pixels where the map makes the picture less than half as large:
   * there it is resized to twice the wanted scale before.
   */
  public Picture warp(Picture picture, int width, int height) {
    Sampling sampling = new Sampling(inverse(), width, height);
    double scale = Math.hypot(a, b);
    if (scale >= LEAST_SCALE_TO_SAMPLE) {
      return sampling.of(picture);
    }
    int smallWidth = Math.max(1, (int) Math.rint(picture.width() * 2 * scale));
    int smallHeight = Math.max(1, (int) Math.rint(picture.height() * 2 * scale));
    return sampling.ofResized(picture, smallWidth, smallHeight);
  }

  private Similarity inverse() {
    double size = a * a + b * b;
    double back = a / size;
    double turn = -b / size;
    return new Similarity(back, turn, -back * tx + turn * ty, -turn * tx - back * ty);
  }
}
