package dev.countersign.face;

import java.util.Arrays;

/**
 * Anti-aliased bilinear resizing. {@link Taps} has the weights; values are rounded once, at the
 * end.
 *
 * <p>The rows are summed before the columns: that loop runs over memory in order, so the compiler
 * makes vector instructions of it.
 */
public final class Resampling {
  private final byte[] rgb;
  private final int rowBytes;
  private final Area source;
  private final Taps across;
  private final Taps down;

  private Resampling(Picture picture, Area source, Taps across, Taps down) {
    this.rgb = picture.rgb();
    this.rowBytes = 3 * picture.width();
    this.source = source;
    this.across = across;
    this.down = down;
  }

  /**
   * A whole picture in another size.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   */
  public static Picture resize(Picture picture, int width, int height) {
    return resize(picture, Area.of(picture), width, height);
  }

  /**
   * A part of a picture in another size, as if it were a picture of its own.
   *
   * @throws IllegalArgumentException when the part does not lie within the picture
   */
  public static Picture resize(Picture picture, Area part, int width, int height) {
    requireWithin(picture, part);
    Taps across = new Taps(part.width(), width, 0, width);
    Taps down = new Taps(part.height(), height, 0, height);
    return new Resampling(picture, part, across, down).run();
  }

  /** The given part of what resizing the whole picture would give, for no more than its cost. */
  static Picture partOfResized(Picture picture, int width, int height, Area wanted) {
    Taps across = new Taps(picture.width(), width, wanted.x(), wanted.right());
    Taps down = new Taps(picture.height(), height, wanted.y(), wanted.bottom());
    return new Resampling(picture, Area.of(picture), across, down).run();
  }

  private static void requireWithin(Picture picture, Area part) {
    if (!part.within(picture)) {
      throw new IllegalArgumentException(part + " does not lie within " + picture);
    }
  }

  private Picture run() {
    byte[] out = new byte[3 * across.outputs * down.outputs];
    float[] sums = new float[3 * (across.end - across.least)];
    for (int row = 0; row < down.outputs; row++) {
      sumRows(row, sums);
      sumColumns(sums, out, row * 3 * across.outputs);
    }
    return new Picture(across.outputs, down.outputs, out);
  }

  private void sumRows(int row, float[] sums) {
    int start = (source.y() + down.first[row]) * rowBytes + 3 * (source.x() + across.least);
    int count = down.count[row];
    int weight = row * down.stride;
    int k = count & 3;
    sumFirst(k, start, weight, sums);
    for (; k < count; k += 4) {
      addFour(sums, rgb, start + k * rowBytes, rowBytes, down.weights, weight + k);
    }
  }

  /** The rows that are too many for groups of four: none to three of them. */
  private void sumFirst(int rows, int start, int weight, float[] sums) {
    if (rows == 0) {
      Arrays.fill(sums, 0);
      return;
    }
    setOne(sums, rgb, start, down.weights[weight]);
    for (int k = 1; k < rows; k++) {
      addOne(sums, rgb, start + k * rowBytes, down.weights[weight + k]);
    }
  }

  private static void setOne(float[] sums, byte[] rgb, int start, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = weight * (rgb[start + i] & 0xff);
    }
  }

  private static void addOne(float[] sums, byte[] rgb, int start, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (rgb[start + i] & 0xff);
    }
  }

  private static void addFour(
      float[] sums, byte[] rgb, int row0, int rowBytes, float[] weights, int at) {
    float w0 = weights[at];
    float w1 = weights[at + 1];
    float w2 = weights[at + 2];
    float w3 = weights[at + 3];
    int row1 = row0 + rowBytes;
    int row2 = row1 + rowBytes;
    int row3 = row2 + rowBytes;
    for (int i = 0; i < sums.length; i++) {
      sums[i] +=
          w0 * (rgb[row0 + i] & 0xff)
              + w1 * (rgb[row1 + i] & 0xff)
              + w2 * (rgb[row2 + i] & 0xff)
              + w3 * (rgb[row3 + i] & 0xff);
    }
  }

  private void sumColumns(float[] sums, byte[] out, int at) {
    float[] weights = across.weights;
    int to = at;
    for (int column = 0; column < across.outputs; column++) {
      int from = 3 * (across.first[column] - across.least);
      int weight = column * across.stride;
      int end = weight + across.count[column];
      float red = 0;
      float green = 0;
      float blue = 0;
      for (; weight < end; weight++) {
        red += weights[weight] * sums[from];
        green += weights[weight] * sums[from + 1];
        blue += weights[weight] * sums[from + 2];
        from += 3;
      }
      out[to] = rounded(red);
      out[to + 1] = rounded(green);
      out[to + 2] = rounded(blue);
      to += 3;
    }
  }

  private static byte rounded(float value) {
    return (byte) Math.min(255, (int) (value + .5f));
  }
}
