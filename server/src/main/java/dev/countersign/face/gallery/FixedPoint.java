package dev.countersign.face.gallery;

import dev.countersign.face.Embedding;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Unit vectors as 16-bit whole numbers, two to an {@code int}, in rows of whole 64-byte lines.
 *
 * <p>A component is rounded to 1/32000. Rounding errors of both sides move a cosine by at most
 * {@code √dimension / 32000} (7.1e-4 for 512 numbers, 1.0e-3 for 1,024) and typically by 1.3e-5. By
 * Cauchy and Schwarz no partial sum of products of two such rows exceeds 2³¹, in whatever order
 * they are added: the compiler may therefore use vector instructions, as it may not with
 * floating-point sums. Taking two components out of one {@code int} is what it recognises; the same
 * loop over {@code short} takes seven times as long.
 */
final class FixedPoint {
  /** Leaves room for a length of 1.001 in one component. */
  static final int ONE = 32_000;

  static final double SQUARE = (double) ONE * ONE;

  private static final int LINE = 16;

  private FixedPoint() {}

  /** How many {@code int} a row takes, padded to whole lines. */
  static int rowInts(int dimension) {
    int pairs = (dimension + 1) / 2;
    return (pairs + LINE - 1) / LINE * LINE;
  }

  /** A probe, taken apart once: {@code even} and {@code odd} components, each {@code rowInts}. */
  record Probe(int[] even, int[] odd) {
    static Probe of(Embedding embedding) {
      float[] values = embedding.values();
      int[] even = new int[rowInts(values.length)];
      int[] odd = new int[even.length];
      for (int i = 0; i < values.length; i += 2) {
        even[i / 2] = rounded(values, i);
        odd[i / 2] = rounded(values, i + 1);
      }
      return new Probe(even, odd);
    }

    /** Leaves nothing of it behind. */
    void erase() {
      Arrays.fill(even, 0);
      Arrays.fill(odd, 0);
    }
  }

  /** Writes a vector as the row that begins at a byte offset. */
  static void write(float[] values, MemorySegment rows, long offset) {
    for (int i = 0; i < values.length; i += 2) {
      int pair = (rounded(values, i) & 0xffff) | (rounded(values, i + 1) << 16);
      rows.set(ValueLayout.JAVA_INT, offset + 2L * i, pair);
    }
  }

  /** Reads the row that begins at a byte offset. */
  static void read(MemorySegment rows, long offset, float[] into) {
    for (int i = 0; i < into.length; i++) {
      int pair = rows.get(ValueLayout.JAVA_INT, offset + 4L * (i / 2));
      int component = i % 2 == 0 ? (short) pair : pair >> 16;
      into[i] = (float) component / ONE;
    }
  }

  /** The cosine of a probe and a row, times {@link #SQUARE}. */
  static int dot(MemorySegment rows, long offset, int[] even, int[] odd) {
    int sum = 0;
    for (int i = 0; i < even.length; i++) {
      int pair = rows.get(ValueLayout.JAVA_INT, offset + 4L * i);
      sum += ((pair << 16) >> 16) * even[i] + (pair >> 16) * odd[i];
    }
    return sum;
  }

  private static int rounded(float[] values, int index) {
    return index < values.length ? Math.round(values[index] * ONE) : 0;
  }
}
