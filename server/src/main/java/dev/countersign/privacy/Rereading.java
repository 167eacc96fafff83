package dev.countersign.privacy;

import dev.countersign.keys.MissingEpochKey;
import java.util.function.Supplier;

/**
 * Reads once more where a key is gone: between the reading of a row and the opening of it, its key
 * may have been wrapped anew and the old epoch's destroyed.
 */
final class Rereading {
  private Rereading() {}

  static <T> T of(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MissingEpochKey e) {
      return reading.get();
    }
  }
}
