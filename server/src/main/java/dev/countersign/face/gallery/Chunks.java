package dev.countersign.face.gallery;

import java.util.ArrayList;
import java.util.List;

/**
 * Slots, numbered from 0, in chunks of 16, 16, 32, 64 … 2,048 and from there on 4,096: a small
 * gallery takes little memory, and a large one grows without copying and by little at a time.
 */
final class Chunks implements AutoCloseable {
  private static final int SMALLEST = 16;
  private static final int LARGEST_BITS = 12;

  /** Chunks before the first of full size. */
  private static final int GROWING = 9;

  private final List<Chunk> chunks = new ArrayList<>();
  private final int dimension;

  Chunks(int dimension) {
    this.dimension = dimension;
  }

  int count() {
    return chunks.size();
  }

  Chunk get(int index) {
    return chunks.get(index);
  }

  /** The chunk a slot is in. */
  Chunk of(int slot) {
    return chunks.get(indexOf(slot));
  }

  long id(int slot) {
    Chunk chunk = of(slot);
    return chunk.id(slot - chunk.first());
  }

  static int indexOf(int slot) {
    if (slot < SMALLEST) {
      return 0;
    }
    if (slot < 1 << LARGEST_BITS) {
      return Integer.SIZE - Integer.numberOfLeadingZeros(slot / SMALLEST);
    }
    return GROWING - 1 + (slot >>> LARGEST_BITS);
  }

  static int firstOf(int index) {
    if (index == 0) {
      return 0;
    }
    return index < GROWING ? (SMALLEST / 2) << index : (index - GROWING + 1) << LARGEST_BITS;
  }

  /** Makes sure that there is room for slots up to and without the given one. */
  void reserve(int slots) {
    while (firstOf(chunks.size()) < slots) {
      int first = firstOf(chunks.size());
      chunks.add(new Chunk(first, firstOf(chunks.size() + 1) - first, dimension));
    }
  }

  /** Gives empty chunks back, but for one that might soon be needed again. */
  void trim(int slots) {
    while (chunks.size() > 1 && slots <= chunks.getLast().first() / 2 + firstOf(count() - 2) / 2) {
      chunks.removeLast().close();
    }
  }

  /** Bytes outside of the heap. */
  long bytes() {
    return chunks.stream().mapToLong(Chunk::bytes).sum();
  }

  @Override
  public void close() {
    chunks.forEach(Chunk::close);
    chunks.clear();
  }
}
