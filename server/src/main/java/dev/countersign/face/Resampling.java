package dev.countersign.face;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Anti-aliased bilinear resizing. {@link Taps} has the weights; values are rounded once, at the
 * end.
 *
 * <p>The rows are summed before the columns: that loop runs over memory in order, so that the
 * compiler makes vector instructions of it.
 */
public final class Resampling {
  /** As many inputs as an output takes where a picture is not made smaller than half its size. */
  private static final int FEW = 4;

  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private final byte[] rgb;
  private final int rowBytes;
  private final Area source;
  private final Taps across;
  private final Taps down;
  private final byte[] centred;
  private final MemorySegment samples;
  private final MemorySegment centredAsLongs;

  private Resampling(Picture picture, Area source, Taps across, Taps down) {
    this.rgb = picture.rgb();
    this.rowBytes = 3 * picture.width();
    this.source = source;
    this.across = across;
    this.down = down;
    this.centred = new byte[3 * (across.end - across.least)];
    this.samples = MemorySegment.ofArray(rgb);
    this.centredAsLongs = MemorySegment.ofArray(centred);
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
    // With room behind for what weighs nothing.
    float[] sums = new float[centred.length + 3 * FEW];
    for (int row = 0; row < down.outputs; row++) {
      sumRows(row, sums);
      if (across.most <= FEW) {
        sumFewColumns(sums, out, row * 3 * across.outputs);
      } else {
        sumColumns(sums, out, row * 3 * across.outputs);
      }
    }
    return new Picture(across.outputs, down.outputs, out);
  }

  private void sumRows(int row, float[] sums) {
    int start = (source.y() + down.first[row]) * rowBytes + 3 * (source.x() + across.least);
    int weight = row * down.stride;
    Arrays.fill(sums, 0);
    for (int k = 0; k < down.count[row]; k++) {
      centre(start + k * rowBytes);
      add(sums, centred, down.weights[weight + k]);
    }
  }

  /**
   * Samples less 128, so that they are signed: the compiler makes vector instructions of loops over
   * signed bytes only. Subtracting 128 from a byte is turning its highest bit over, here of eight
   * at once.
   */
  private void centre(int start) {
    int whole = centred.length / Long.BYTES;
    for (int i = 0; i < whole; i++) {
      long eight = samples.get(ValueLayout.JAVA_LONG_UNALIGNED, start + (long) Long.BYTES * i);
      centredAsLongs.set(
          ValueLayout.JAVA_LONG_UNALIGNED, (long) Long.BYTES * i, eight ^ HIGHEST_BITS);
    }
    for (int i = whole * Long.BYTES; i < centred.length; i++) {
      centred[i] = (byte) (rgb[start + i] ^ 0x80);
    }
  }

  private static void add(float[] sums, byte[] row, float weight) {
    for (int i = 0; i < row.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  /**
   * Always of four, of which some may weigh nothing: an inner loop would cost more than it does.
   */
  private void sumFewColumns(float[] s, byte[] out, int at) {
    float[] weights = across.weights;
    for (int column = 0; column < across.outputs; column++) {
      int from = 3 * (across.first[column] - across.least);
      int weight = column * across.stride;
      float a = weights[weight];
      float b = weights[weight + 1];
      float c = weights[weight + 2];
      float d = weights[weight + 3];
      int to = at + 3 * column;
      out[to] = rounded(a * s[from] + b * s[from + 3] + c * s[from + 6] + d * s[from + 9]);
      out[to + 1] = rounded(a * s[from + 1] + b * s[from + 4] + c * s[from + 7] + d * s[from + 10]);
      out[to + 2] = rounded(a * s[from + 2] + b * s[from + 5] + c * s[from + 8] + d * s[from + 11]);
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

  /** Of a mean of samples less 128. */
  private static byte rounded(float value) {
    return (byte) Math.min(255, (int) (value + 128.5f));
  }
}
