package dev.countersign.face.gallery;

/**
 * Where a gallery trades exactness for time.
 *
 * @param exactUpTo templates up to which every search compares all of them
 * @param bits of one sketch, a multiple of 128
 * @param shortlist how many templates with the nearest sketches are compared themselves
 */
record Tuning(int exactUpTo, int bits, int shortlist) {
  /** Measured: the program "search" of the benchmarks prints what these cost and find. */
  static final Tuning DEFAULT = new Tuning(1 << 15, 1024, 1 << 12);

  Tuning {
    if (exactUpTo < 0 || bits < 128 || bits % 128 != 0 || shortlist < 1) {
      throw new IllegalArgumentException(
          "No gallery with " + exactUpTo + ", " + bits + ", " + shortlist);
    }
  }
}
