package dev.countersign.face.gallery;

/**
 * Finds the slot of an id: an open-addressed hash table of slot numbers, at most half full. The ids
 * themselves stay in the chunks, so that it costs 8 to 16 bytes an entry.
 */
final class SlotIndex {
  private static final int SMALLEST = 16;

  /** The fractional part of the golden ratio: spreads ids that follow each other. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Chunks chunks;

  /** Slot number plus one; 0 where there is none. Its length is a power of two. */
  private int[] table = new int[SMALLEST];

  private int size;

  SlotIndex(Chunks chunks) {
    this.chunks = chunks;
  }

  /** The slot, or -1. */
  int find(long id) {
    return table[position(id)] - 1;
  }

  /** Remembers an id that stands in its slot already and is not in the index. */
  void add(long id, int slot) {
    if (2 * (size + 1) > table.length) {
      grow();
    }
    table[position(id)] = slot + 1;
    size++;
  }

  /** An id of the index, which still stands in its old slot too, now stands in another. */
  void move(long id, int slot) {
    table[position(id)] = slot + 1;
  }

  /** Forgets an id of the index. To be called while it still stands in its slot. */
  void remove(long id) {
    int hole = position(id);
    int next = hole;
    while (true) {
      next = (next + 1) & (table.length - 1);
      if (table[next] == 0) {
        table[hole] = 0;
        size--;
        return;
      }
      int home = home(chunks.id(table[next] - 1), table.length);
      // An entry may fill the hole unless its home lies behind it.
      if (((next - home) & (table.length - 1)) >= ((next - hole) & (table.length - 1))) {
        table[hole] = table[next];
        hole = next;
      }
    }
  }

  /** Where an id stands in the table, or the empty place where it would. */
  private int position(long id) {
    int position = home(id, table.length);
    while (table[position] != 0 && chunks.id(table[position] - 1) != id) {
      position = (position + 1) & (table.length - 1);
    }
    return position;
  }

  private static int home(long id, int length) {
    return (int) ((id * SPREAD) >>> 32) & (length - 1);
  }

  private void grow() {
    int[] old = table;
    table = new int[2 * old.length];
    for (int entry : old) {
      if (entry != 0) {
        table[position(chunks.id(entry - 1))] = entry;
      }
    }
  }

  /** Bytes on the heap. */
  long bytes() {
    return 4L * table.length;
  }
}
