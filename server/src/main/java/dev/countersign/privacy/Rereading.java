package dev.countersign.privacy;

import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.keys.MissingEpochKey;
import java.util.function.Supplier;

/**
 * Reads once more where what was read does not open. Between the reading of a row and the opening
 * of it, its key may have been wrapped anew and the old epoch's destroyed, or the customer's secret
 * may have been renewed, so that a template and its samples are read on either side of it.
 */
final class Rereading {
  private Rereading() {}

  static <T> T of(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MissingEpochKey | CannotDecrypt | DestroyedSecret e) {
      return reading.get();
    }
  }
}
