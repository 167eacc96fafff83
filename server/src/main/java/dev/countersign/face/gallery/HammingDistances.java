package dev.countersign.face.gallery;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * In how many bits the sketches of a chunk differ from one sketch. The same word of neighbouring
 * sketches lies side by side and is counted by {@link Integer#bitCount} in a plain loop, which the
 * compiler turns into vector instructions; four words a pass keep the sums in registers for longer.
 */
final class HammingDistances {
  private HammingDistances() {}

  /**
   * Counts.
   *
   * @param sketches word {@code w} of row {@code r} at {@code int} number {@code w · rows + r}
   * @param rows how many there are
   * @param sketch to compare with; its length is a multiple of four
   * @param distances takes the result, one for each row
   */
  static void count(MemorySegment sketches, int rows, int[] sketch, int[] distances) {
    Arrays.fill(distances, 0, rows, 0);
    for (int word = 0; word < sketch.length; word += 4) {
      addFour(sketches, rows, sketch, word, distances);
    }
  }

  private static void addFour(
      MemorySegment sketches, int rows, int[] sketch, int word, int[] distances) {
    int a = sketch[word];
    int b = sketch[word + 1];
    int c = sketch[word + 2];
    int d = sketch[word + 3];
    long atA = 4L * word * rows;
    long atB = atA + 4L * rows;
    long atC = atB + 4L * rows;
    long atD = atC + 4L * rows;
    for (int i = 0; i < rows; i++) {
      distances[i] +=
          Integer.bitCount(sketches.get(ValueLayout.JAVA_INT, atA + 4L * i) ^ a)
              + Integer.bitCount(sketches.get(ValueLayout.JAVA_INT, atB + 4L * i) ^ b)
              + Integer.bitCount(sketches.get(ValueLayout.JAVA_INT, atC + 4L * i) ^ c)
              + Integer.bitCount(sketches.get(ValueLayout.JAVA_INT, atD + 4L * i) ^ d);
    }
  }
}
