package dev.countersign.store.sql;

import dev.countersign.store.Throttles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlThrottles(Handle handle) implements Throttles {
  /** The end of a row that was only made to be locked; the next cleaning removes it. */
  private static final Instant NEVER_PUT = Instant.EPOCH;

  @Override
  public Optional<Bucket> find(byte[] digest) {
    return handle
        .createQuery(
            """
            SELECT digest, failures, refused, blocked_until, window_start, expires_at
            FROM throttle_bucket WHERE digest = :digest AND expires_at > 0\
            """)
        .bind("digest", digest)
        .map(SqlThrottles::bucket)
        .findOne();
  }

  @Override
  public Optional<Bucket> lock(byte[] digest) {
    // One statement makes the row when there is none and locks it: between two, another node could
    // make or remove it, and two guesses would run past each other.
    Bucket bucket =
        handle
            .createQuery(
                """
                INSERT INTO throttle_bucket
                  (digest, failures, refused, blocked_until, window_start, expires_at)
                VALUES (:digest, 0, 0, 0, 0, 0)
                ON CONFLICT (digest) DO UPDATE SET failures = throttle_bucket.failures
                RETURNING digest, failures, refused, blocked_until, window_start, expires_at\
                """)
            .bind("digest", digest)
            .map(SqlThrottles::bucket)
            .one();
    if (bucket.expiresAt().equals(NEVER_PUT)) {
      return Optional.empty();
    }
    return Optional.of(bucket);
  }

  private static Bucket bucket(ResultSet row, StatementContext context) throws SQLException {
    return new Bucket(
        row.getBytes("digest"),
        row.getLong("failures"),
        row.getLong("refused"),
        Columns.instant(row, "blocked_until"),
        Columns.instant(row, "window_start"),
        Columns.instant(row, "expires_at"));
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
  public void clear(byte[] digest) {
    handle
        .createUpdate("DELETE FROM throttle_bucket WHERE digest = :digest")
        .bind("digest", digest)
        .execute();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "throttle_bucket", "digest")
        .delete("expires_at < :before", before, limit);
  }
}
