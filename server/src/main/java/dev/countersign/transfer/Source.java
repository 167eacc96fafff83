package dev.countersign.transfer;

import java.util.function.Consumer;

/** A file that records are read from. It is read twice: once to see that it is whole. */
interface Source {
  /**
   * Reads the whole file without making anything of it.
   *
   * @param damage is told of every fault; nothing is imported from a file with one
   */
  Checked check(Findings damage, Progress progress);

  /**
   * Hands over the file's records in their order.
   *
   * @param after the position to start after, 0 for the beginning
   * @param problems is told of records that cannot be used
   * @param remarks is told of what is lost of records that are used
   */
  void each(long after, Consumer<Entry<?>> sink, Findings problems, Findings remarks);

  /**
   * A file that was read through.
   *
   * @param records how many records it has, as far as is known
   * @param sha256 of the whole file, in hexadecimal: another file has another one
   */
  record Checked(long records, String sha256) {}
}
