package dev.countersign.store;

import java.time.Instant;

/** Values that may be used once. */
public interface Nonces {
  /** Uses the value up; false when it was used before. */
  boolean use(byte[] digest, Instant expiresAt);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
