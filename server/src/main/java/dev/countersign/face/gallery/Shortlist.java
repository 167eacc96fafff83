package dev.countersign.face.gallery;

import java.util.Arrays;

/**
 * The slots of the sketches nearest to a probe's. Keeps up to twice as many as asked for; when that
 * is full, counts how many there are at each distance and drops the farther half, after which only
 * nearer ones are taken.
 */
final class Shortlist {
  private final int wanted;
  private final int[] slots;
  private final int[] distances;
  private final int[] histogram;
  private int size;

  /** Only nearer ones are taken. */
  private int limit = Integer.MAX_VALUE;

  /**
   * An empty list.
   *
   * @param wanted how many to keep
   * @param bits the greatest possible distance
   */
  Shortlist(int wanted, int bits) {
    this.wanted = wanted;
    this.slots = new int[2 * wanted];
    this.distances = new int[2 * wanted];
    this.histogram = new int[bits + 1];
  }

  /** Whether a distance is near enough to be of interest. */
  boolean wants(int distance) {
    return distance < limit;
  }

  void add(int slot, int distance) {
    if (size == slots.length) {
      halve();
      if (distance >= limit) {
        return;
      }
    }
    slots[size] = slot;
    distances[size] = distance;
    size++;
  }

  /** Leaves no more than the wanted. */
  void finish() {
    if (size > wanted) {
      halve();
    }
  }

  private void halve() {
    Arrays.fill(histogram, 0);
    for (int i = 0; i < size; i++) {
      histogram[distances[i]]++;
    }
    int distance = 0;
    int nearer = 0;
    while (nearer + histogram[distance] <= wanted) {
      nearer += histogram[distance++];
    }
    limit = distance;
    keep(wanted - nearer);
  }

  /** Keeps those below the limit and some of those at it. */
  private void keep(int atLimit) {
    int kept = 0;
    int left = atLimit;
    for (int i = 0; i < size; i++) {
      boolean tie = distances[i] == limit && left-- > 0;
      if (distances[i] < limit || tie) {
        slots[kept] = slots[i];
        distances[kept++] = distances[i];
      }
    }
    size = kept;
  }

  int size() {
    return size;
  }

  int slot(int position) {
    return slots[position];
  }
}
