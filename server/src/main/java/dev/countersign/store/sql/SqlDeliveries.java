package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.UserId;
import dev.countersign.store.Deliveries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlDeliveries(Handle handle) implements Deliveries {
  private static final String SELECT =
      """
      SELECT customer_id, id, user_id, kind, what, destination, state, reason, attempts,
             queued_at, tried_at, next_attempt_at
      FROM delivery
      """;

  @Override
  public void put(DeliveryRecord delivery) {
    handle
        .createUpdate(
            """
            INSERT INTO delivery
              (customer_id, id, user_id, kind, what, destination, state, reason, attempts,
               queued_at, tried_at, next_attempt_at)
            VALUES
              (:customer, :id, :user, :kind, :what, :destination, :state, :reason, :attempts,
               :queuedAt, :triedAt, :nextAttemptAt)
            ON CONFLICT (customer_id, id) DO UPDATE SET
              what = :what, destination = :destination, state = :state, reason = :reason,
              attempts = :attempts, tried_at = :triedAt, next_attempt_at = :nextAttemptAt\
            """)
        .bind("customer", delivery.customerId().value())
        .bind("id", delivery.id())
        .bind("user", Optional.ofNullable(delivery.userId()).map(UserId::value).orElse(null))
        .bind("kind", delivery.kind().name())
        .bind("what", delivery.what())
        .bind("destination", delivery.destination())
        .bind("state", delivery.state().name())
        .bind("reason", delivery.reason())
        .bind("attempts", delivery.attempts())
        .bind("queuedAt", delivery.queuedAt().toEpochMilli())
        .bind("triedAt", delivery.triedAt().toEpochMilli())
        .bind(
            "nextAttemptAt",
            Optional.ofNullable(delivery.nextAttemptAt()).map(Instant::toEpochMilli).orElse(null))
        .execute();
  }

  @Override
  public Optional<DeliveryRecord> find(CustomerId customer, long id) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND id = :id")
        .bind("customer", customer.value())
        .bind("id", id)
        .map(SqlDeliveries::delivery)
        .findOne();
  }

  @Override
  public List<DeliveryRecord> list(
      CustomerId customer,
      Optional<OutboxMessage.Kind> kind,
      Optional<DeliveryRecord.State> state,
      long before,
      int limit) {
    String where = "WHERE customer_id = :customer AND id < :before";
    if (kind.isPresent()) {
      where += " AND kind = :kind";
    }
    if (state.isPresent()) {
      where += " AND state = :state";
    }
    Query query = handle.createQuery(SELECT + where + " ORDER BY id DESC LIMIT :limit");
    kind.ifPresent(one -> query.bind("kind", one.name()));
    state.ifPresent(one -> query.bind("state", one.name()));
    return query
        .bind("customer", customer.value())
        .bind("before", before)
        .bind("limit", limit)
        .map(SqlDeliveries::delivery)
        .list();
  }

  @Override
  public int deleteBefore(Instant triedBefore, int limit) {
    return new OldRows(handle, "delivery", "customer_id, id")
        .delete("tried_at < :before", triedBefore, limit);
  }

  private static DeliveryRecord delivery(ResultSet row, StatementContext context)
      throws SQLException {
    return new DeliveryRecord(
        row.getLong("id"),
        new CustomerId(row.getLong("customer_id")),
        user(row),
        OutboxMessage.Kind.valueOf(row.getString("kind")),
        row.getString("what"),
        row.getString("destination"),
        DeliveryRecord.State.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getInt("attempts"),
        Columns.instant(row, "queued_at"),
        Columns.instant(row, "tried_at"),
        next(row));
  }

  private static @Nullable UserId user(ResultSet row) throws SQLException {
    Long id = Columns.optionalLong(row, "user_id");
    return id == null ? null : new UserId(id);
  }

  private static @Nullable Instant next(ResultSet row) throws SQLException {
    Long at = Columns.optionalLong(row, "next_attempt_at");
    return at == null ? null : Instant.ofEpochMilli(at);
  }
}
