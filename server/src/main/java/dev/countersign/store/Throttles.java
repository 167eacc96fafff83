package dev.countersign.store;

import java.time.Instant;
import java.util.Optional;

/** Failed and reserved guesses. */
public interface Throttles {
  /** The bucket as it is, for a first look; absent when nothing is counted. */
  Optional<Bucket> find(byte[] digest);

  /** The bucket, locked until the transaction ends; absent when nothing is counted. */
  Optional<Bucket> lock(byte[] digest);

  /** Writes the bucket, new or not. */
  void put(Bucket bucket);

  /** Forgets a bucket. */
  void clear(byte[] digest);

  /** Removes at most so many buckets that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);

  /**
   * What is counted for one account, network or pair.
   *
   * @param digest the SHA-256 of what it is counted for
   * @param failures guesses that were admitted and have not been right
   * @param refused attempts that were turned away without being looked at
   * @param blockedUntil no guess is admitted before
   * @param windowStart since when failures are counted
   * @param expiresAt when it may be forgotten
   */
  record Bucket(
      byte[] digest,
      long failures,
      long refused,
      Instant blockedUntil,
      Instant windowStart,
      Instant expiresAt) {}
}
