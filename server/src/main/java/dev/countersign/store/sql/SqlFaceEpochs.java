package dev.countersign.store.sql;

import dev.countersign.domain.FaceEpoch;
import dev.countersign.store.FaceEpochs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlFaceEpochs(Handle handle, Engine engine) implements FaceEpochs {
  private static final String CURRENT = "SELECT value FROM counter WHERE name = 'face_epoch'";
  private static final String SELECT =
      "SELECT epoch, sealed_canary, created_at, destroyed_at FROM face_epoch ";

  @Override
  public OptionalLong current() {
    return number(CURRENT);
  }

  @Override
  public OptionalLong hold() {
    // One row that is updated, not one that is replaced: whoever waited for it sees the new value.
    return number(CURRENT + engine.forShare());
  }

  private OptionalLong number(String sql) {
    return handle.createQuery(sql).mapTo(Long.class).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  @Override
  public boolean begin(FaceEpoch epoch) {
    // Counting waits for everybody who holds the current epoch.
    long next = new SqlCounters(handle).next("face_epoch");
    if (next != epoch.number()) {
      handle
          .createUpdate("UPDATE counter SET value = :value WHERE name = 'face_epoch'")
          .bind("value", next - 1)
          .execute();
      return false;
    }
    handle
        .createUpdate(
            """
            INSERT INTO face_epoch (epoch, sealed_canary, created_at, destroyed_at)
            VALUES (:epoch, :canary, :createdAt, NULL)\
            """)
        .bind("epoch", epoch.number())
        .bind("canary", epoch.sealedCanary())
        .bind("createdAt", epoch.createdAt().toEpochMilli())
        .execute();
    return true;
  }

  @Override
  public Optional<FaceEpoch> find(long number) {
    return handle
        .createQuery(SELECT + "WHERE epoch = :epoch")
        .bind("epoch", number)
        .map(SqlFaceEpochs::epoch)
        .findOne();
  }

  @Override
  public List<FaceEpoch> list() {
    return handle.createQuery(SELECT + "ORDER BY epoch").map(SqlFaceEpochs::epoch).list();
  }

  @Override
  public void destroyedBefore(long number, Instant at) {
    handle
        .createUpdate(
            """
            UPDATE face_epoch SET destroyed_at = :at
            WHERE epoch < :epoch AND destroyed_at IS NULL\
            """)
        .bind("epoch", number)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  private static FaceEpoch epoch(ResultSet row, StatementContext context) throws SQLException {
    return new FaceEpoch(
        row.getLong("epoch"),
        row.getBytes("sealed_canary"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "destroyed_at"));
  }
}
