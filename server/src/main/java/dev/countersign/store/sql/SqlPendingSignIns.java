package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.PendingSignIn;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.PendingSignIns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlPendingSignIns(Handle handle) implements PendingSignIns {
  private static final String COLUMNS =
      """
      digest, customer_id, user_id, session_id, amr, auth_time, credential_version,
      code_reference, tries_left, expires_at
      """;

  @Override
  public void add(PendingSignIn pending) {
    handle
        .createUpdate(
            "INSERT INTO pending_sign_in ("
                + COLUMNS
                + ") VALUES (:digest, :customer, :user, :session, :amr, :authTime,"
                + " :version, :code, :tries, :expiresAt)")
        .bind("digest", pending.digest())
        .bind("customer", pending.customerId().value())
        .bind("user", pending.userId().value())
        .bind("session", pending.session().map(SessionId::value).orElse(null))
        .bind("amr", pending.amr())
        .bind("authTime", pending.authTime().toEpochMilli())
        .bind("version", pending.credentialVersion())
        .bind("code", pending.codeReference())
        .bind("tries", pending.triesLeft())
        .bind("expiresAt", pending.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public void keepNewest(CustomerId customer, UserId user, int kept) {
    handle
        .createUpdate(
            """
            DELETE FROM pending_sign_in
            WHERE customer_id = :customer AND user_id = :user AND digest NOT IN
              (SELECT digest FROM pending_sign_in
               WHERE customer_id = :customer AND user_id = :user
               ORDER BY expires_at DESC, digest LIMIT :kept)\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("kept", kept)
        .execute();
  }

  @Override
  public Optional<PendingSignIn> find(byte[] digest, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + "FROM pending_sign_in WHERE digest = :digest AND expires_at > :now")
        .bind("digest", digest)
        .bind("now", now.toEpochMilli())
        .map(SqlPendingSignIns::pending)
        .findOne();
  }

  @Override
  public Optional<PendingSignIn> takeTry(byte[] digest, Instant now) {
    return handle
        .createQuery(
            "UPDATE pending_sign_in SET tries_left = tries_left - 1 "
                + "WHERE digest = :digest AND tries_left > 0 AND expires_at > :now RETURNING "
                + COLUMNS)
        .bind("digest", digest)
        .bind("now", now.toEpochMilli())
        .map(SqlPendingSignIns::pending)
        .findOne();
  }

  @Override
  public boolean awaitCode(byte[] digest, String codeReference) {
    return handle
            .createUpdate(
                "UPDATE pending_sign_in SET code_reference = :code WHERE digest = :digest")
            .bind("code", codeReference)
            .bind("digest", digest)
            .execute()
        > 0;
  }

  @Override
  public boolean use(byte[] digest) {
    return handle
            .createUpdate("DELETE FROM pending_sign_in WHERE digest = :digest")
            .bind("digest", digest)
            .execute()
        > 0;
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "pending_sign_in", "digest")
        .delete("expires_at <= :before", before, limit);
  }

  private static PendingSignIn pending(ResultSet row, StatementContext context)
      throws SQLException {
    return new PendingSignIn(
        row.getBytes("digest"),
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        session(Columns.optionalLong(row, "session_id")),
        row.getString("amr"),
        Columns.instant(row, "auth_time"),
        row.getLong("credential_version"),
        row.getString("code_reference"),
        row.getInt("tries_left"),
        Columns.instant(row, "expires_at"));
  }

  private static @Nullable SessionId session(@Nullable Long id) {
    if (id == null) {
      return null;
    }
    return new SessionId(id);
  }
}
