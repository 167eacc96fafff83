package dev.countersign.face.gallery;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which slots the members of large sets stand in, one bit a slot, for the sets last searched.
 * Whoever asks holds the gallery's read lock, whoever changes its write lock.
 */
final class Memberships {
  private static final int REMEMBERED = 16;

  private final Map<IdSet, BitSet> known =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdSet, BitSet> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The slots of a set's members. */
  BitSet slots(IdSet set, SlotIndex index) {
    synchronized (known) {
      BitSet slots = known.get(set);
      if (slots != null) {
        return slots;
      }
    }
    BitSet slots = new BitSet();
    for (int i = 0; i < set.size(); i++) {
      int slot = index.find(set.at(i));
      if (slot >= 0) {
        slots.set(slot);
      }
    }
    synchronized (known) {
      known.put(set, slots);
    }
    return slots;
  }

  /** A slot has another occupant. */
  void placed(int slot, long id) {
    synchronized (known) {
      known.forEach((set, slots) -> slots.set(slot, set.contains(id)));
    }
  }
}
