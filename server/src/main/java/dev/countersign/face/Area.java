package dev.countersign.face;

/**
 * A rectangle of whole pixels.
 *
 * @param x left edge
 * @param y upper edge
 * @param width at least 1
 * @param height at least 1
 */
public record Area(int x, int y, int width, int height) {
  public Area {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("An area of " + width + " by " + height);
    }
  }

  /** The whole of a picture. */
  public static Area of(Picture picture) {
    return new Area(0, 0, picture.width(), picture.height());
  }

  /** The column after the last. */
  public int right() {
    return x + width;
  }

  /** The row after the last. */
  public int bottom() {
    return y + height;
  }

  /** Whether it lies within a picture. */
  boolean within(Picture picture) {
    return x >= 0 && y >= 0 && right() <= picture.width() && bottom() <= picture.height();
  }
}
