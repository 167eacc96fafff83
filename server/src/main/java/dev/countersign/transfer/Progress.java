package dev.countersign.transfer;

/** Hears how far the work is. */
@FunctionalInterface
public interface Progress {
  /**
   * So many records of all there are.
   *
   * @param done how many are done
   * @param total how many there are, as far as is known
   */
  void at(long done, long total);
}
