package dev.countersign.store.sql;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.TokenRights;
import dev.countersign.domain.UserId;
import dev.countersign.store.LiveSessions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lookups of every authenticated request, on plain JDBC: they are the server's hottest
 * statements, each one round trip.
 */
final class LiveLookup implements LiveSessions {
  private static final String SESSION =
      """
      s.id, s.customer_id, c.name, s.user_id, u.user_name, s.api_key_id, s.scopes, s.dialect, s.amr,
      s.device_key, s.auth_time, s.expires_at, s.client_id,\
      """;
  private static final String TOKEN = " t.created_at, t.expires_at, t.scope, t.audience, t.jkt";
  private static final String NO_TOKEN = " 0, s.expires_at, NULL, NULL, NULL";
  private static final String NAMES =
      """
       JOIN customer c ON c.id = s.customer_id
      LEFT JOIN user_account u ON u.customer_id = s.customer_id AND u.id = s.user_id\
      """;
  private static final String BY_TOKEN =
      "SELECT "
          + SESSION
          + TOKEN
          + " FROM access_token t JOIN session s ON s.id = t.session_id"
          + NAMES
          + " WHERE t.digest = ? AND t.expires_at > ? AND s.expires_at > ?";
  private static final String BY_ID =
      "SELECT "
          + SESSION
          + NO_TOKEN
          + " FROM session s"
          + NAMES
          + " WHERE s.id = ? AND s.expires_at > ?";
  private static final String CALLER = "SELECT k.customer_id, kc.name_key, k.verifier, k.scopes, ";
  private static final String OF_CALLER =
      " FROM api_key k JOIN customer kc ON kc.id = k.customer_id";
  // One chain of outer joins: a derived table would be made anew for each call by SQLite.
  private static final String INTROSPECT_TOKEN =
      CALLER
          + SESSION
          + TOKEN
          + OF_CALLER
          + " LEFT JOIN access_token t ON t.digest = ? AND t.expires_at > ?"
          + " LEFT JOIN session s ON s.id = t.session_id AND s.expires_at > ? LEFT"
          + NAMES
          + " WHERE k.id = ?";
  private static final String INTROSPECT_ID =
      CALLER
          + SESSION
          + NO_TOKEN
          + OF_CALLER
          + " LEFT JOIN session s ON s.id = ? AND s.expires_at > ? LEFT"
          + NAMES
          + " WHERE k.id = ?";
  private static final int CALLER_COLUMNS = 4;

  private final Connections connections;

  LiveLookup(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Optional<LiveSession> byToken(byte[] digest, Instant now) {
    return connections.query(
        BY_TOKEN, statement -> bindToken(statement, digest, now), row -> session(row, 0));
  }

  @Override
  public Optional<LiveSession> byId(SessionId id, Instant now) {
    return connections.query(
        BY_ID, statement -> bindId(statement, id, now), row -> session(row, 0));
  }

  @Override
  public Introspected introspectToken(ApiKeyId caller, byte[] digest, Instant now) {
    return introspected(
        connections.query(
            INTROSPECT_TOKEN,
            statement -> {
              bindToken(statement, digest, now);
              statement.setLong(4, caller.value());
            },
            LiveLookup::introspected));
  }

  @Override
  public Introspected introspectSession(ApiKeyId caller, SessionId id, Instant now) {
    return introspected(
        connections.query(
            INTROSPECT_ID,
            statement -> {
              bindId(statement, id, now);
              statement.setLong(3, caller.value());
            },
            LiveLookup::introspected));
  }

  private static Introspected introspected(Optional<Introspected> found) {
    return found.orElse(new Introspected(Optional.empty(), Optional.empty()));
  }

  private static void bindToken(PreparedStatement statement, byte[] digest, Instant now)
      throws SQLException {
    statement.setBytes(1, digest);
    statement.setLong(2, now.toEpochMilli());
    statement.setLong(3, now.toEpochMilli());
  }

  private static void bindId(PreparedStatement statement, SessionId id, Instant now)
      throws SQLException {
    statement.setLong(1, id.value());
    statement.setLong(2, now.toEpochMilli());
  }

  private static Introspected introspected(ResultSet row) throws SQLException {
    Caller caller =
        new Caller(
            new CustomerId(row.getLong(1)),
            row.getString(2),
            row.getString(3),
            Scope.split(row.getString(4)));
    row.getLong(CALLER_COLUMNS + 1);
    if (row.wasNull()) {
      return new Introspected(Optional.of(caller), Optional.empty());
    }
    return new Introspected(Optional.of(caller), Optional.of(session(row, CALLER_COLUMNS)));
  }

  private static LiveSession session(ResultSet row, int before) throws SQLException {
    return new LiveSession(
        new SessionId(row.getLong(before + 1)),
        new CustomerId(row.getLong(before + 2)),
        row.getString(before + 3),
        user(row, before + 4),
        row.getString(before + 5),
        apiKey(row, before + 6),
        Scope.split(row.getString(before + 7)),
        row.getString(before + 8),
        row.getString(before + 9),
        row.getString(before + 10),
        Instant.ofEpochMilli(row.getLong(before + 11)),
        Instant.ofEpochMilli(row.getLong(before + 12)),
        Instant.ofEpochMilli(row.getLong(before + 14)),
        Instant.ofEpochMilli(row.getLong(before + 15)),
        client(row, before + 13),
        rights(row, before + 16));
  }

  private static @Nullable UserId user(ResultSet row, int column) throws SQLException {
    long id = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return new UserId(id);
  }

  private static @Nullable ApiKeyId apiKey(ResultSet row, int column) throws SQLException {
    long id = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return new ApiKeyId(id);
  }

  private static @Nullable ClientId client(ResultSet row, int column) throws SQLException {
    long id = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return new ClientId(id);
  }

  private static @Nullable TokenRights rights(ResultSet row, int column) throws SQLException {
    String scope = row.getString(column);
    if (scope == null) {
      return null;
    }
    return new TokenRights(
        Columns.wordSet(scope),
        Columns.words(row.getString(column + 1)),
        row.getString(column + 2));
  }

  /** How a store runs one prepared statement that finds at most one row. */
  interface Connections {
    <T> Optional<T> query(String sql, Binder binder, Reader<T> reader);
  }

  /** Sets a statement's parameters. */
  interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads the row the result stands on. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
