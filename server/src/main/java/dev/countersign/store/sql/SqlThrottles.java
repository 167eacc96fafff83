package dev.countersign.store.sql;

import dev.countersign.store.Throttles;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

record SqlThrottles(Handle handle, Engine engine) implements Throttles {
  @Override
  public Optional<Bucket> lock(byte[] digest) {
    // The row must exist to be locked, or the first guesses of all would run past each other.
    handle
        .createUpdate(
            """
            INSERT INTO throttle_bucket
              (digest, failures, refused, blocked_until, window_start, expires_at)
            VALUES (:digest, 0, 0, 0, 0, 0) ON CONFLICT (digest) DO NOTHING\
            """)
        .bind("digest", digest)
        .execute();
    return handle
        .createQuery(
            """
            SELECT digest, failures, refused, blocked_until, window_start, expires_at
            FROM throttle_bucket WHERE digest = :digest\
            """
                + engine.forUpdate())
        .bind("digest", digest)
        .map((row, context) ->
            new Bucket(
                row.getBytes("digest"),
                row.getLong("failures"),
                row.getLong("refused"),
                Columns.instant(row, "blocked_until"),
                Columns.instant(row, "window_start"),
                Columns.instant(row, "expires_at")))
        .findOne();
  }

  @Override
  public void put(Bucket bucket) {
    handle
        .createUpdate(
            """
            INSERT INTO throttle_bucket
              (digest, failures, refused, blocked_until, window_start, expires_at)
            VALUES (:digest, :failures, :refused, :blockedUntil, :windowStart, :expiresAt)
            ON CONFLICT (digest) DO UPDATE SET
              failures = :failures, refused = :refused, blocked_until = :blockedUntil,
              window_start = :windowStart, expires_at = :expiresAt\
            """)
        .bind("digest", bucket.digest())
        .bind("failures", bucket.failures())
        .bind("refused", bucket.refused())
        .bind("blockedUntil", bucket.blockedUntil().toEpochMilli())
        .bind("windowStart", bucket.windowStart().toEpochMilli())
        .bind("expiresAt", bucket.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public void refund(byte[] digest) {
    handle
        .createUpdate(
            """
            UPDATE throttle_bucket SET failures = failures - 1
            WHERE digest = :digest AND failures > 0\
            """)
        .bind("digest", digest)
        .execute();
  }

  @Override
  public void clear(byte[] digest) {
    handle
        .createUpdate("DELETE FROM throttle_bucket WHERE digest = :digest")
        .bind("digest", digest)
        .execute();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM throttle_bucket WHERE digest IN
              (SELECT digest FROM throttle_bucket WHERE expires_at < :before LIMIT :limit)\
            """)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .execute();
  }
}
