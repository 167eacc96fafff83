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

  /** Without the samples. */
  @Override
  public String toString() {
    return "Picture[" + width + "x" + height + "]";
  }
}
