package dev.countersign.face.gallery;

import java.util.Arrays;
import java.util.Collection;

/**
 * Ids a search is kept to: a search space, or several together. Immutable; eight bytes an id.
 *
 * <p>Keep one for as long as the search space does not change: a gallery remembers where the
 * members of the large sets it has seen stand, by the set's identity.
 */
public final class IdSet {
  private final long[] sorted;

  private IdSet(long[] sorted) {
    this.sorted = sorted;
  }

  /** The given ids, in any order; repeated ones count once. */
  public static IdSet of(long... ids) {
    return new IdSet(Arrays.stream(ids).sorted().distinct().toArray());
  }

  /** All that are in any of the sets. */
  public static IdSet union(Collection<IdSet> sets) {
    return of(sets.stream().flatMapToLong(set -> Arrays.stream(set.sorted)).toArray());
  }

  public int size() {
    return sorted.length;
  }

  public boolean contains(long id) {
    return Arrays.binarySearch(sorted, id) >= 0;
  }

  /** The id at a position, ascending. */
  long at(int position) {
    return sorted[position];
  }
}
