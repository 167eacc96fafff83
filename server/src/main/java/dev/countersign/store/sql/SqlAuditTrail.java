package dev.countersign.store.sql;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Page;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlAuditTrail(Handle handle) implements AuditTrail {
  static final String COLUMNS =
      "id, at, customer_id, user_id, session_id, kind, outcome, dialect, request_id, detail, actor";

  private static final String WHERE =
      " FROM audit_event WHERE customer_id = :customer AND at >= :from AND at < :to"
          + " AND kind IN (<kinds>)";

  @Override
  public void append(AuditEvent event) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_event
              (id, at, customer_id, user_id, session_id, kind, outcome, dialect, request_id, detail,
               actor)
            VALUES
              (:id, :at, :customer, :user, :session, :kind, :outcome, :dialect, :request, :detail,
               :actor)
            """)
        .bind("id", event.id())
        .bind("at", event.at().toEpochMilli())
        .bind(
            "customer", Optional.ofNullable(event.customerId()).map(CustomerId::value).orElse(null))
        .bind("user", Optional.ofNullable(event.userId()).map(UserId::value).orElse(null))
        .bind("session", Optional.ofNullable(event.sessionId()).map(SessionId::value).orElse(null))
        .bind("kind", event.kind())
        .bind("outcome", event.outcome())
        .bind("dialect", event.dialect())
        .bind("request", event.requestId())
        .bind("detail", event.detail())
        .bind("actor", event.actor())
        .execute();
  }

  @Override
  public Page<AuditEvent> page(
      CustomerId customer, List<String> kinds, Instant from, Instant to, long offset, int limit) {
    if (kinds.isEmpty()) {
      return new Page<>(List.of(), 0);
    }
    long total =
        bind(handle.createQuery("SELECT count(*)" + WHERE), customer, kinds, from, to)
            .mapTo(Long.class)
            .one();
    List<AuditEvent> events =
        bind(
                handle.createQuery(
                    "SELECT "
                        + COLUMNS
                        + WHERE
                        + " ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset"),
                customer,
                kinds,
                from,
                to)
            .bind("limit", limit)
            .bind("offset", offset)
            .map(SqlAuditTrail::event)
            .list();
    return new Page<>(events, total);
  }

  @Override
  public List<AuditEvent> ofUser(CustomerId customer, UserId user, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, at, customer_id, user_id, session_id, kind, outcome, dialect, request_id,
                   detail, actor
            FROM audit_event WHERE customer_id = :customer AND user_id = :user
            ORDER BY at DESC, id DESC LIMIT :limit\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("limit", limit)
        .map(SqlAuditTrail::event)
        .list();
  }

  private static Query bind(
      Query query, CustomerId customer, List<String> kinds, Instant from, Instant to) {
    return query
        .bind("customer", customer.value())
        .bindList("kinds", kinds)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli());
  }

  @Override
  public AuditLook.Seen look(AuditLook look) {
    return new AuditLooking(handle, look).seen();
  }

  @Override
  public int deleteBefore(Instant before, int limit) {
    return new OldRows(handle, "audit_event", "id").delete("at < :before", before, limit);
  }

  static AuditEvent event(ResultSet row, StatementContext context) throws SQLException {
    return new AuditEvent(
        row.getLong("id"),
        Columns.instant(row, "at"),
        id(row, "customer_id", CustomerId::new),
        id(row, "user_id", UserId::new),
        id(row, "session_id", SessionId::new),
        row.getString("kind"),
        row.getString("outcome"),
        row.getString("dialect"),
        row.getString("request_id"),
        row.getString("detail"),
        row.getString("actor"));
  }

  private static <T> @Nullable T id(ResultSet row, String column, LongFunction<T> type)
      throws SQLException {
    Long value = Columns.optionalLong(row, column);
    if (value == null) {
      return null;
    }
    return type.apply(value);
  }
}
