package dev.countersign.face.gallery;

import java.util.ArrayList;
import java.util.List;

/** The best few of those compared, best first; of equal ones the smaller id first. */
final class Best {
  private final long[] ids;
  private final int[] dots;
  private int size;
  private int least;

  /**
   * None yet.
   *
   * @param count how many to keep
   * @param minimum cosine
   */
  Best(int count, double minimum) {
    this.ids = new long[count];
    this.dots = new int[count];
    double scaled = Math.ceil(minimum * FixedPoint.SQUARE);
    this.least = (int) Math.clamp(scaled, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** One that was compared, with its cosine times {@link FixedPoint#SQUARE}. */
  void offer(long id, int dot) {
    if (dot < least) {
      return;
    }
    int position = size;
    while (position > 0 && before(id, dot, position - 1)) {
      position--;
    }
    if (position == ids.length) {
      return;
    }
    int behind = Math.min(size, ids.length - 1) - position;
    System.arraycopy(ids, position, ids, position + 1, behind);
    System.arraycopy(dots, position, dots, position + 1, behind);
    ids[position] = id;
    dots[position] = dot;
    size = Math.min(size + 1, ids.length);
    if (size == ids.length) {
      least = dots[size - 1];
    }
  }

  private boolean before(long id, int dot, int position) {
    return dot > dots[position] || (dot == dots[position] && id < ids[position]);
  }

  List<Hit> hits() {
    List<Hit> hits = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      hits.add(new Hit(ids[i], dots[i] / FixedPoint.SQUARE));
    }
    return List.copyOf(hits);
  }
}
