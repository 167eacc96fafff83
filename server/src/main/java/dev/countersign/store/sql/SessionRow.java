package dev.countersign.store.sql;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A session as a row. */
final class SessionRow {
  static final String SELECT =
      """
      SELECT id, customer_id, user_id, api_key_id, dialect, amr, scopes, device_key, auth_time,
             expires_at, sealed_refresh_secret, refresh_generation, refresh_rotated_at,
             refresh_idle_until, refresh_bound, client_id, parent_id, network, agent
      FROM session
      """;
  private static final RefreshState NONE =
      new RefreshState(new byte[0], 0, Instant.EPOCH, Instant.EPOCH, false);

  private SessionRow() {}

  static Update bind(Update statement, Session session) {
    statement
        .bind("id", session.id().value())
        .bind("customer", session.customerId().value())
        .bind("user", session.user().map(UserId::value).orElse(null))
        .bind("apiKey", session.apiKey().map(ApiKeyId::value).orElse(null))
        .bind("dialect", session.dialect())
        .bind("amr", session.amr())
        .bind("scopes", Scope.join(session.scopes()))
        .bind("device", session.deviceKey())
        .bind("authTime", session.authTime().toEpochMilli())
        .bind("expiresAt", session.expiresAt().toEpochMilli())
        .bind("client", session.client().map(ClientId::value).orElse(null))
        .bind("parent", Columns.id(session.parent()))
        .bind("network", session.place().network())
        .bind("agent", session.place().agent());
    return bind(statement, session.refresh());
  }

  private static Update bind(Update statement, @Nullable RefreshState given) {
    RefreshState refresh = NONE;
    byte @Nullable [] secret = null;
    if (given != null) {
      refresh = given;
      secret = given.sealedSecret();
    }
    return statement
        .bind("secret", secret)
        .bind("generation", refresh.generation())
        .bind("rotatedAt", refresh.rotatedAt().toEpochMilli())
        .bind("idleUntil", refresh.idleUntil().toEpochMilli())
        .bind("bound", Columns.number(refresh.bound()));
  }

  static Session read(ResultSet row, StatementContext context) throws SQLException {
    return new Session(
        new SessionId(row.getLong("id")),
        new CustomerId(row.getLong("customer_id")),
        subject(row),
        row.getString("dialect"),
        row.getString("amr"),
        Scope.split(row.getString("scopes")),
        row.getString("device_key"),
        Columns.instant(row, "auth_time"),
        Columns.instant(row, "expires_at"),
        refresh(row),
        client(row),
        Columns.optionalSession(row, "parent_id"),
        new Session.Place(row.getString("network"), row.getString("agent")));
  }

  private static Subject subject(ResultSet row) throws SQLException {
    Long user = Columns.optionalLong(row, "user_id");
    if (user != null) {
      return new Subject.OfUser(new UserId(user));
    }
    Long apiKey = Columns.optionalLong(row, "api_key_id");
    if (apiKey != null) {
      return new Subject.OfCustomer(new ApiKeyId(apiKey));
    }
    return new Subject.OfClient(new ClientId(row.getLong("client_id")));
  }

  private static @Nullable ClientId client(ResultSet row) throws SQLException {
    Long id = Columns.optionalLong(row, "client_id");
    if (id == null) {
      return null;
    }
    return new ClientId(id);
  }

  private static @Nullable RefreshState refresh(ResultSet row) throws SQLException {
    byte[] secret = row.getBytes("sealed_refresh_secret");
    if (secret == null) {
      return null;
    }
    return new RefreshState(
        secret,
        row.getLong("refresh_generation"),
        Columns.instant(row, "refresh_rotated_at"),
        Columns.instant(row, "refresh_idle_until"),
        Columns.truth(row, "refresh_bound"));
  }
}
