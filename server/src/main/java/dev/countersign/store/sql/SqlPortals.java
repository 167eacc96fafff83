package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Portal;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.domain.Portal.Progress;
import dev.countersign.domain.Portal.State;
import dev.countersign.domain.UserId;
import dev.countersign.store.NotFound;
import dev.countersign.store.Portals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlPortals(Handle handle, Engine engine) implements Portals {
  private static final String COLUMNS =
      """
      customer_id, id, digest, kind, user_id, parent_origin, return_url, created_at, expires_at,
      agreed_at, state, reason, mismatches, ended_at\
      """;
  private static final String BY_DIGEST =
      "SELECT " + COLUMNS + " FROM portal WHERE digest = :digest";

  @Override
  public void add(Portal portal) {
    Progress progress = portal.progress();
    handle
        .createUpdate(
            "INSERT INTO portal ("
                + COLUMNS
                + ") VALUES (:customer, :id, :digest, :kind, :user, :parent, :return, :createdAt,"
                + " :expiresAt, :agreedAt, :state, :reason, :mismatches, :endedAt)")
        .bind("customer", portal.customerId().value())
        .bind("id", portal.id())
        .bind("digest", portal.digest())
        .bind("kind", portal.kind().name())
        .bind("user", portal.user().map(UserId::value).orElse(null))
        .bind("parent", portal.parentOrigin())
        .bind("return", portal.returnUrl())
        .bind("createdAt", portal.createdAt().toEpochMilli())
        .bind("expiresAt", portal.expiresAt().toEpochMilli())
        .bind("agreedAt", Columns.millis(portal.agreedAt()))
        .bind("state", progress.state().name())
        .bind("reason", progress.reason())
        .bind("mismatches", progress.mismatches())
        .bind("endedAt", Columns.millis(progress.endedAt()))
        .execute();
  }

  @Override
  public Optional<Portal> find(byte[] digest) {
    return byDigest(BY_DIGEST, digest);
  }

  @Override
  public Optional<Portal> lock(byte[] digest) {
    return byDigest(BY_DIGEST + engine.forUpdate(), digest);
  }

  private Optional<Portal> byDigest(String sql, byte[] digest) {
    return handle.createQuery(sql).bind("digest", digest).map(SqlPortals::portal).findOne();
  }

  @Override
  public Optional<Portal> byId(CustomerId customer, long id) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM portal WHERE customer_id = :customer AND id = :id")
        .bind("customer", customer.value())
        .bind("id", id)
        .map(SqlPortals::portal)
        .findOne();
  }

  @Override
  public void update(Portal changed) {
    Progress progress = changed.progress();
    int rows =
        handle
            .createUpdate(
                """
                UPDATE portal SET agreed_at = :agreedAt, state = :state, reason = :reason,
                  mismatches = :mismatches, ended_at = :endedAt
                WHERE customer_id = :customer AND id = :id\
                """)
            .bind("agreedAt", Columns.millis(changed.agreedAt()))
            .bind("state", progress.state().name())
            .bind("reason", progress.reason())
            .bind("mismatches", progress.mismatches())
            .bind("endedAt", Columns.millis(progress.endedAt()))
            .bind("customer", changed.customerId().value())
            .bind("id", changed.id())
            .execute();
    if (rows == 0) {
      throw new NotFound("the portal");
    }
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "portal", "digest").delete("expires_at < :before", before, limit);
  }

  private static Portal portal(ResultSet row, StatementContext context) throws SQLException {
    Progress progress =
        new Progress(
            State.valueOf(row.getString("state")),
            row.getString("reason"),
            row.getInt("mismatches"),
            Columns.optionalInstant(row, "ended_at"));
    Long user = Columns.optionalLong(row, "user_id");
    UserId about = user == null ? null : new UserId(user);
    return new Portal(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        row.getBytes("digest"),
        Kind.valueOf(row.getString("kind")),
        about,
        row.getString("parent_origin"),
        row.getString("return_url"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "agreed_at"),
        progress);
  }
}
