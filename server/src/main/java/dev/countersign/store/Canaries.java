package dev.countersign.store;

import java.time.Instant;
import java.util.Map;

/** One sealed, known text per key-encryption key that has sealed anything in this database. */
public interface Canaries {
  /** The sealed texts by key id. */
  Map<Integer, byte[]> all();

  /** Adds one unless the key has one. */
  void add(int keyId, byte[] sealed, Instant createdAt);
}
