package dev.countersign.face;

/**
 * The 68 points of a face, in the order of the iBUG 300-W scheme: jaw 0 to 16, brows 17 to 26, nose
 * 27 to 35, the eye on the picture's left 36 to 41, the other 42 to 47, mouth 48 to 67.
 */
public final class Landmarks {
  /** How many points a face has. */
  public static final int POINTS = 68;

  private static final int NOSE_TIP = 30;
  private static final double YAW_PER_EYE_DISTANCE = 78;

  private final double[] coordinates;

  /**
   * Over coordinates in pixels: x and y of every point.
   *
   * @throws IllegalArgumentException when they are not 68 points
   */
  public Landmarks(double[] coordinates) {
    if (coordinates.length != 2 * POINTS) {
      throw new IllegalArgumentException(coordinates.length + " numbers are not 68 points");
    }
    this.coordinates = coordinates.clone();
  }

  /** In pixels. */
  public double x(int point) {
    return coordinates[2 * point];
  }

  /** In pixels. */
  public double y(int point) {
    return coordinates[2 * point + 1];
  }

  /** What a face is aligned by: x and y of left eye, right eye, nose, and the mouth's corners. */
  public double[] fivePoints() {
    double[] five = new double[10];
    mean(five, 0, 37, 38, 40, 41);
    mean(five, 1, 43, 44, 46, 47);
    mean(five, 2, NOSE_TIP);
    mean(five, 3, 48, 60);
    mean(five, 4, 54, 64);
    return five;
  }

  private void mean(double[] to, int index, int... points) {
    double x = 0;
    double y = 0;
    for (int point : points) {
      x += x(point);
      y += y(point);
    }
    to[2 * index] = x / points.length;
    to[2 * index + 1] = y / points.length;
  }

  /** How far the head is tilted towards a shoulder, in degrees, clockwise positive. */
  public double roll() {
    double[] eyes = eyes();
    return Math.toDegrees(Math.atan2(eyes[3] - eyes[1], eyes[2] - eyes[0]));
  }

  /**
   * About how far the head is turned to a side, in degrees, positive to the picture's right: 78
   * times the way from between the eyes to the tip of the nose, along the line through the eyes, in
   * units of their distance.
   */
  public double yaw() {
    double[] eyes = eyes();
    double dx = eyes[2] - eyes[0];
    double dy = eyes[3] - eyes[1];
    double noseX = x(NOSE_TIP) - (eyes[0] + eyes[2]) / 2;
    double noseY = y(NOSE_TIP) - (eyes[1] + eyes[3]) / 2;
    double distance = Math.hypot(dx, dy);
    return YAW_PER_EYE_DISTANCE * (noseX * dx + noseY * dy) / (distance * distance);
  }

  /**
   * How far the eyes are open: their height in parts of their width, the mean of both. Of open eyes
   * it is about a quarter.
   */
  public double eyeOpening() {
    return (opening(36) + opening(42)) / 2;
  }

  private double opening(int corner) {
    double inner = distance(corner + 1, corner + 5);
    double outer = distance(corner + 2, corner + 4);
    return (inner + outer) / (2 * distance(corner, corner + 3));
  }

  private double distance(int one, int other) {
    return Math.hypot(x(one) - x(other), y(one) - y(other));
  }

  private double[] eyes() {
    double[] eyes = new double[4];
    mean(eyes, 0, 36, 37, 38, 39, 40, 41);
    mean(eyes, 1, 42, 43, 44, 45, 46, 47);
    return eyes;
  }
}
