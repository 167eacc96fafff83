package dev.countersign.face.gallery;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Room for some templates, outside of the heap: a {@link FixedPoint} row each, and, once there are
 * sketches, word {@code w} of the sketch of row {@code r} at {@code int} number {@code w · capacity
 * + r}. Only the ids are on the heap.
 */
final class Chunk implements AutoCloseable {
  private static final int LINE_BYTES = 64;

  private final Arena arena = Arena.ofShared();
  private final int first;
  private final long rowBytes;
  private final MemorySegment rows;
  private final long[] ids;
  private @Nullable MemorySegment sketches;

  /**
   * An empty chunk.
   *
   * @param first number of the slot that its row 0 is
   * @param capacity in templates, at least 16 and a power of two
   * @param dimension of the vectors
   */
  Chunk(int first, int capacity, int dimension) {
    this.first = first;
    this.rowBytes = 4L * FixedPoint.rowInts(dimension);
    this.rows = arena.allocate(capacity * rowBytes, LINE_BYTES);
    this.ids = new long[capacity];
  }

  int first() {
    return first;
  }

  int capacity() {
    return ids.length;
  }

  long id(int row) {
    return ids[row];
  }

  void set(int row, long id, float[] vector) {
    ids[row] = id;
    FixedPoint.write(vector, rows, row * rowBytes);
  }

  void read(int row, float[] into) {
    FixedPoint.read(rows, row * rowBytes, into);
  }

  /** The cosine of a row and a probe, times {@link FixedPoint#SQUARE}. */
  int dot(int row, FixedPoint.Probe probe) {
    return FixedPoint.dot(rows, row * rowBytes, probe.even(), probe.odd());
  }

  /** Takes over a row of this or another chunk, with its sketch where both have sketches. */
  void copy(int row, Chunk from, int source) {
    ids[row] = from.ids[source];
    MemorySegment.copy(from.rows, source * rowBytes, rows, row * rowBytes, rowBytes);
    if (sketches != null && from.sketches != null) {
      setSketch(row, from.sketch(source, from.sketches));
    }
  }

  /** Overwrites a row and its sketch with zeros. */
  void erase(int row) {
    ids[row] = 0;
    rows.asSlice(row * rowBytes, rowBytes).fill((byte) 0);
    if (sketches != null) {
      setSketch(row, new int[words(sketches)]);
    }
  }

  void addSketches(int bits) {
    sketches = arena.allocate((long) capacity() * bits / Byte.SIZE, LINE_BYTES);
  }

  /** Where the sketches are. Only of chunks that have them. */
  MemorySegment sketches() {
    if (sketches == null) {
      throw new IllegalStateException("There are no sketches yet");
    }
    return sketches;
  }

  void setSketch(int row, int[] words) {
    MemorySegment all = sketches();
    for (int word = 0; word < words.length; word++) {
      all.set(ValueLayout.JAVA_INT, sketchOffset(word, row), words[word]);
    }
  }

  private int[] sketch(int row, MemorySegment all) {
    int[] words = new int[words(all)];
    for (int word = 0; word < words.length; word++) {
      words[word] = all.get(ValueLayout.JAVA_INT, sketchOffset(word, row));
    }
    return words;
  }

  private int words(MemorySegment all) {
    return (int) (all.byteSize() / (4L * capacity()));
  }

  private long sketchOffset(int word, int row) {
    return 4L * ((long) word * capacity() + row);
  }

  /** Bytes outside of the heap. */
  long bytes() {
    return rows.byteSize() + (sketches == null ? 0 : sketches.byteSize());
  }

  /** Overwrites everything with zeros and gives the memory back. */
  @Override
  public void close() {
    rows.fill((byte) 0);
    if (sketches != null) {
      sketches.fill((byte) 0);
    }
    arena.close();
  }
}
