package dev.countersign.transfer;

import java.util.function.LongPredicate;

/** A set of ids in sixteen bytes or so each, so that a million of them fit into little. */
final class IdHashes implements LongPredicate {
  private long[] slots = new long[1 << 10];
  private int size;

  /** Adds an id, which is not zero. */
  void add(long id) {
    if (2 * size > slots.length) {
      grow();
    }
    int slot = slot(slots, id);
    if (slots[slot] == 0) {
      slots[slot] = id;
      size++;
    }
  }

  @Override
  public boolean test(long id) {
    return slots[slot(slots, id)] == id;
  }

  /** Where the id is, or would be. */
  private static int slot(long[] slots, long id) {
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 33) & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != id) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long id : slots) {
      if (id != 0) {
        larger[slot(larger, id)] = id;
      }
    }
    slots = larger;
  }
}
