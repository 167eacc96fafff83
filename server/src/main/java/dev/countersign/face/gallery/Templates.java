package dev.countersign.face.gallery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The templates of a gallery, without holes: slots 0 to size - 1 are taken. Not for several threads
 * by itself.
 */
final class Templates implements AutoCloseable {
  private final int dimension;
  private final Tuning tuning;
  private final Chunks chunks;
  private final SlotIndex index;
  private final Memberships memberships = new Memberships();
  private int size;
  private @Nullable Sketcher sketcher;

  /** How many chunks, from the first, have sketches. */
  private int sketched;

  private boolean closed;

  Templates(int dimension, Tuning tuning) {
    this.dimension = dimension;
    this.tuning = tuning;
    this.chunks = new Chunks(dimension);
    this.index = new SlotIndex(chunks);
  }

  int size() {
    return size;
  }

  boolean closed() {
    return closed;
  }

  Chunks chunks() {
    return chunks;
  }

  SlotIndex index() {
    return index;
  }

  Memberships memberships() {
    return memberships;
  }

  Tuning tuning() {
    return tuning;
  }

  /** What makes sketches, once there is one for every template. */
  @Nullable Sketcher sketcher() {
    return sketched == chunks.count() ? sketcher : null;
  }

  void put(long id, float[] vector) {
    int slot = index.find(id);
    if (slot >= 0) {
      write(slot, id, vector);
      return;
    }
    chunks.reserve(size + 1);
    write(size, id, vector);
    index.add(id, size);
    memberships.placed(size, id);
    size++;
    continueSketches();
  }

  private void write(int slot, long id, float[] vector) {
    Chunk chunk = chunks.of(slot);
    chunk.set(slot - chunk.first(), id, vector);
    if (sketcher != null && Chunks.indexOf(slot) < sketched) {
      chunk.setSketch(slot - chunk.first(), sketcher.sketch(vector));
    }
  }

  /** The last template moves into the place of the removed one, and its own is overwritten. */
  boolean remove(long id) {
    int slot = index.find(id);
    if (slot < 0) {
      return false;
    }
    index.remove(id);
    size--;
    Chunk last = chunks.of(size);
    if (slot != size) {
      long moved = last.id(size - last.first());
      index.move(moved, slot);
      Chunk chunk = chunks.of(slot);
      chunk.copy(slot - chunk.first(), last, size - last.first());
      memberships.placed(slot, moved);
    }
    last.erase(size - last.first());
    chunks.trim(size);
    sketched = Math.min(sketched, chunks.count());
    return true;
  }

  /** One chunk at a time, so that no search waits for a whole gallery to be sketched. */
  private void continueSketches() {
    if (sketcher == null && size > tuning.exactUpTo()) {
      sketcher = new Sketcher(centre(), tuning.bits());
    }
    if (sketcher == null || sketched == chunks.count()) {
      return;
    }
    Chunk chunk = chunks.get(sketched);
    chunk.addSketches(tuning.bits());
    float[] vector = new float[dimension];
    for (int row = 0; row < Math.min(chunk.capacity(), size - chunk.first()); row++) {
      chunk.read(row, vector);
      chunk.setSketch(row, sketcher.sketch(vector));
    }
    Arrays.fill(vector, 0);
    sketched++;
  }

  private float[] centre() {
    double[] sum = new double[dimension];
    float[] vector = new float[dimension];
    for (int slot = 0; slot < size; slot++) {
      Chunk chunk = chunks.of(slot);
      chunk.read(slot - chunk.first(), vector);
      for (int i = 0; i < dimension; i++) {
        sum[i] += vector[i];
      }
    }
    float[] centre = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      centre[i] = (float) (sum[i] / size);
    }
    return centre;
  }

  /** Bytes taken, outside of the heap and on it. */
  long bytes() {
    return chunks.bytes() + (long) Long.BYTES * size + index.bytes();
  }

  @Override
  public void close() {
    closed = true;
    size = 0;
    sketched = 0;
    chunks.close();
  }
}
