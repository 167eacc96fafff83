package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.UserId;
import dev.countersign.store.FaceChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlFaceChanges(Handle handle, Engine engine, Runnable appended) implements FaceChanges {
  /** PostgreSQL's name for what those who listen are told. */
  static final String CHANNEL = "face_change";

  @Override
  public void append(CustomerId customer, @Nullable UserId user, FaceChange.Kind kind, Instant at) {
    // Not a sequence: its numbers are given out before the commit and are seen out of order, so a
    // reader would pass over one that is committed late. The counter's row stays locked until the
    // commit, and goes back with a rollback.
    long seq = new SqlCounters(handle).next(CHANNEL);
    handle
        .createUpdate(
            """
            INSERT INTO face_change (seq, customer_id, user_id, kind, at)
            VALUES (:seq, :customer, :user, :kind, :at)\
            """)
        .bind("seq", seq)
        .bind("customer", customer.value())
        .bind("user", Optional.ofNullable(user).map(UserId::value).orElse(null))
        .bind("kind", kind.name())
        .bind("at", at.toEpochMilli())
        .execute();
    if (engine == Engine.POSTGRES) {
      // Delivered at the commit, and once however often a transaction says it.
      handle.execute("NOTIFY " + CHANNEL);
    }
    appended.run();
  }

  @Override
  public long newest() {
    return new SqlCounters(handle).value(CHANNEL).orElse(0);
  }

  @Override
  public Optional<List<FaceChange>> after(long seq, int limit) {
    // Asked first: what is appended between the two statements is found by the second.
    long newest = newest();
    List<FaceChange> changes =
        handle
            .createQuery(
                """
                SELECT seq, customer_id, user_id, kind, at FROM face_change
                WHERE seq > :seq ORDER BY seq LIMIT :limit\
                """)
            .bind("seq", seq)
            .bind("limit", limit)
            .map(SqlFaceChanges::change)
            .list();
    if (changes.isEmpty()) {
      return Optional.of(changes).filter(none -> newest <= seq);
    }
    return Optional.of(changes).filter(some -> some.getFirst().seq() == seq + 1);
  }

  @Override
  public int deleteBefore(Instant before, int limit) {
    // From the lowest number on, whatever the clocks of the nodes say: a hole would go unnoticed.
    return handle
        .createUpdate(
            """
            DELETE FROM face_change WHERE seq IN
              (SELECT seq FROM face_change
               WHERE seq < coalesce((SELECT min(seq) FROM face_change WHERE at >= :before),
                                    (SELECT max(seq) + 1 FROM face_change))
               ORDER BY seq LIMIT :limit)\
            """)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .execute();
  }

  private static FaceChange change(ResultSet row, StatementContext context) throws SQLException {
    return new FaceChange(
        row.getLong("seq"),
        new CustomerId(row.getLong("customer_id")),
        user(row),
        FaceChange.Kind.valueOf(row.getString("kind")),
        Columns.instant(row, "at"));
  }

  private static @Nullable UserId user(ResultSet row) throws SQLException {
    Long id = Columns.optionalLong(row, "user_id");
    if (id == null) {
      return null;
    }
    return new UserId(id);
  }
}
