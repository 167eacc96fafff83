package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.UserId;
import dev.countersign.store.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlOutbox(Handle handle, Engine engine) implements Outbox {
  @Override
  public void put(OutboxMessage message) {
    handle
        .createUpdate(
            """
            INSERT INTO outbox
              (id, customer_id, user_id, kind, sealed_payload, attempts, next_attempt_at,
               give_up_at, created_at)
            VALUES
              (:id, :customer, :user, :kind, :payload, :attempts, :nextAttemptAt,
               :giveUpAt, :createdAt)
            """)
        .bind("id", message.id())
        .bind(
            "customer",
            Optional.ofNullable(message.customerId()).map(CustomerId::value).orElse(null))
        .bind("user", Optional.ofNullable(message.userId()).map(UserId::value).orElse(null))
        .bind("kind", message.kind().name())
        .bind("payload", message.sealedPayload())
        .bind("attempts", message.attempts())
        .bind("nextAttemptAt", message.nextAttemptAt().toEpochMilli())
        .bind("giveUpAt", message.giveUpAt().toEpochMilli())
        .bind("createdAt", message.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public List<OutboxMessage> lease(
      OutboxMessage.Kind kind, Instant now, Instant leaseUntil, int limit) {
    List<OutboxMessage> due =
        handle
            .createQuery(
                """
                SELECT id, customer_id, user_id, kind, sealed_payload,
                       attempts + 1 AS attempts, next_attempt_at, give_up_at, created_at
                FROM outbox
                WHERE next_attempt_at <= :now AND kind = :kind AND given_up_at IS NULL
                ORDER BY next_attempt_at, id LIMIT :limit\
                """
                    + engine.skipLocked())
            .bind("now", now.toEpochMilli())
            .bind("kind", kind.name())
            .bind("limit", limit)
            .map(SqlOutbox::message)
            .list();
    for (OutboxMessage message : due) {
      handle
          .createUpdate(
              "UPDATE outbox SET next_attempt_at = :until, attempts = :attempts WHERE id = :id")
          .bind("id", message.id())
          .bind("until", leaseUntil.toEpochMilli())
          .bind("attempts", message.attempts())
          .execute();
    }
    return due;
  }

  @Override
  public void remove(long id) {
    handle.createUpdate("DELETE FROM outbox WHERE id = :id").bind("id", id).execute();
  }

  // A node of an older release knows of no messages that were given up; it finds none due.
  @Override
  public void giveUp(long id, Instant at) {
    handle
        .createUpdate(
            "UPDATE outbox SET given_up_at = :at, next_attempt_at = :never WHERE id = :id")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .bind("never", Long.MAX_VALUE)
        .execute();
  }

  @Override
  public Optional<OutboxMessage> find(CustomerId customer, long id) {
    return handle
        .createQuery(
            """
            SELECT id, customer_id, user_id, kind, sealed_payload, attempts, next_attempt_at,
                   give_up_at, created_at
            FROM outbox WHERE id = :id AND customer_id = :customer\
            """)
        .bind("id", id)
        .bind("customer", customer.value())
        .map(SqlOutbox::message)
        .findOne();
  }

  @Override
  public boolean givenUp(CustomerId customer, long id) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM outbox
            WHERE id = :id AND customer_id = :customer AND given_up_at IS NOT NULL\
            """)
        .bind("id", id)
        .bind("customer", customer.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public boolean revive(CustomerId customer, long id, Instant now, Instant giveUpAt) {
    return handle
            .createUpdate(
                """
                UPDATE outbox SET
                  given_up_at = NULL, attempts = 0, next_attempt_at = :now, give_up_at = :giveUpAt
                WHERE id = :id AND customer_id = :customer AND given_up_at IS NOT NULL\
                """)
            .bind("id", id)
            .bind("customer", customer.value())
            .bind("now", now.toEpochMilli())
            .bind("giveUpAt", giveUpAt.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public int deleteGivenUp(Instant before, int limit) {
    return new OldRows(handle, "outbox", "id").delete("given_up_at < :before", before, limit);
  }

  @Override
  public int removeOfUser(CustomerId customer, UserId user) {
    return handle
        .createUpdate("DELETE FROM outbox WHERE customer_id = :customer AND user_id = :user")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .execute();
  }

  @Override
  public void postpone(long id, Instant nextAttemptAt) {
    handle
        .createUpdate("UPDATE outbox SET next_attempt_at = :next WHERE id = :id")
        .bind("id", id)
        .bind("next", nextAttemptAt.toEpochMilli())
        .execute();
  }

  @Override
  public long waiting() {
    return handle
        .createQuery("SELECT count(*) FROM outbox WHERE given_up_at IS NULL")
        .mapTo(Long.class)
        .one();
  }

  private static OutboxMessage message(ResultSet row, StatementContext context)
      throws SQLException {
    return new OutboxMessage(
        row.getLong("id"),
        customer(row),
        user(row),
        OutboxMessage.Kind.valueOf(row.getString("kind")),
        row.getBytes("sealed_payload"),
        row.getInt("attempts"),
        Columns.instant(row, "next_attempt_at"),
        Columns.instant(row, "give_up_at"),
        Columns.instant(row, "created_at"));
  }

  private static @Nullable CustomerId customer(ResultSet row) throws SQLException {
    Long id = Columns.optionalLong(row, "customer_id");
    if (id == null) {
      return null;
    }
    return new CustomerId(id);
  }

  private static @Nullable UserId user(ResultSet row) throws SQLException {
    Long id = Columns.optionalLong(row, "user_id");
    if (id == null) {
      return null;
    }
    return new UserId(id);
  }
}
