package dev.countersign.face;

import java.util.Objects;

/**
 * A decoded picture: RGB, 8 bits a channel, upright, without transparency. Pixel {@code i} of a row
 * covers {@code [i, i+1)}.
 *
 * <p>The array is not copied: whoever makes a picture gives it away.
 */
public final class Picture {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * A picture over the given samples.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @param rgb {@code height} rows of {@code width} pixels of three bytes: red, green, blue
   * @throws IllegalArgumentException when the sizes do not fit one another
   */
  public Picture(int width, int height, byte[] rgb) {
    Objects.requireNonNull(rgb);
    if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(3, width * height)) {
      throw new IllegalArgumentException(
          rgb.length + " samples do not make a picture of " + width + " by " + height);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /** The samples themselves, not a copy: three bytes a pixel, row by row. Not to be changed. */
  public byte[] rgb() {
    return rgb;
  }

  /**
   * The picture turned clockwise.
   *
   * @param quarters by how many times 90 degrees, 0 to 3
   */
  public Picture turned(int quarters) {
    return switch (quarters) {
      case 0 -> this;
      case 1 -> mapped(height, width, 3 * width * (height - 1), -3 * width, 3);
      case 2 -> mapped(width, height, rgb.length - 3, -3, -3 * width);
      case 3 -> mapped(height, width, 3 * (width - 1), 3 * width, -3);
      default -> throw new IllegalArgumentException(quarters + " quarters");
    };
  }

  /** A new picture, reading the samples from a start on, by a step per column and one per row. */
  private Picture mapped(int newWidth, int newHeight, int start, int column, int row) {
    byte[] turned = new byte[rgb.length];
    int to = 0;
    for (int y = 0; y < newHeight; y++) {
      int from = start + y * row;
      for (int x = 0; x < newWidth; x++) {
        turned[to] = rgb[from];
        turned[to + 1] = rgb[from + 1];
        turned[to + 2] = rgb[from + 2];
        to += 3;
        from += column;
      }
    }
    return new Picture(newWidth, newHeight, turned);
  }

  /** Without the samples. */
  @Override
  public String toString() {
    return "Picture[" + width + "x" + height + "]";
  }
}
