package dev.countersign.store.sql;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.AuditLook.Position;
import dev.countersign.domain.AuditLook.Seen;
import dev.countersign.domain.AuditLook.Whose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * One look through the trail. What an index is in the order of is said to the inner query, which
 * stops after so many rows; everything else is left to the outer one.
 */
final class AuditLooking {
  private static final String ORDER = " ORDER BY at DESC, id DESC LIMIT ";

  private final Handle handle;
  private final AuditLook look;
  private final StringBuilder read = new StringBuilder(" FROM audit_event WHERE at < :to");
  private final StringBuilder wanted = new StringBuilder(" WHERE 1 = 1");
  private final Map<String, Object> values = new LinkedHashMap<>();

  AuditLooking(Handle handle, AuditLook look) {
    this.handle = handle;
    this.look = look;
    values.put("to", look.to().toEpochMilli());
    inner("at >= :from", "from", look.from().toEpochMilli());
    switch (look.whose()) {
      case Whose.OfCustomer(var customer) ->
          inner("customer_id = :customer", "customer", customer.value());
      case Whose.OfServer _ -> read.append(" AND customer_id IS NULL");
      case Whose.OfEverybody _ -> {}
    }
    Position before = look.before();
    if (before != null) {
      inner("(at < :lastAt OR (at = :lastAt AND id < :lastId))", "lastId", before.id());
      inner("at <= :lastAt", "lastAt", before.at().toEpochMilli());
    }
    filter();
  }

  private void filter() {
    boolean customers = look.whose() instanceof Whose.OfCustomer;
    if (look.user() != null) {
      inner("user_id = :user", "user", look.user().value());
    }
    if (look.kind() != null && customers && look.user() == null) {
      inner("kind = :kind", "kind", look.kind());
    } else if (look.kind() != null) {
      outer("kind = :kind", "kind", look.kind());
    }
    if (look.dialect() != null) {
      outer("dialect = :dialect", "dialect", look.dialect());
    }
    if (look.succeeded() != null) {
      outer(look.succeeded() ? "outcome = :good" : "outcome <> :good", "good", "success");
    }
  }

  private void inner(String condition, String name, Object value) {
    read.append(" AND ").append(condition);
    values.put(name, value);
  }

  private void outer(String condition, String name, Object value) {
    wanted.append(" AND ").append(condition);
    values.put(name, value);
  }

  Seen seen() {
    List<AuditEvent> events =
        bound(
                "SELECT * FROM (SELECT "
                    + SqlAuditTrail.COLUMNS
                    + read
                    + ORDER
                    + AuditLook.READ
                    + ") AS part"
                    + wanted
                    + ORDER
                    + look.limit())
            .map(SqlAuditTrail::event)
            .list();
    if (events.size() == look.limit()) {
      return new Seen(events, Optional.of(Position.of(events.getLast())));
    }
    return new Seen(events, lastRead());
  }

  /** The last row that was read, if not all were. */
  private Optional<Position> lastRead() {
    return bound(
            "SELECT " + SqlAuditTrail.COLUMNS + read + ORDER + "1 OFFSET " + (AuditLook.READ - 1))
        .map(SqlAuditTrail::event)
        .findOne()
        .map(Position::of);
  }

  private Query bound(String sql) {
    return handle.createQuery(sql).bindMap(values);
  }
}
