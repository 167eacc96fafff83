package dev.countersign.transfer;

/** Is told what is wrong with a file or stands in the way of a record. */
@FunctionalInterface
public interface Findings {
  /**
   * One more.
   *
   * @param line where
   * @param record the record's type and identity, or the empty string where that is not known
   * @param message what, as the end of a sentence that begins with the record
   */
  void found(long line, String record, String message);
}
