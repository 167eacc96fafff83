package dev.countersign.store.sql;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.TokenRights;
import dev.countersign.domain.UserId;
import dev.countersign.store.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

record SqlSessions(Handle handle) implements Sessions {
  private static final String INSERT =
      """
      INSERT INTO session
        (id, customer_id, user_id, api_key_id, dialect, amr, scopes, device_key, auth_time,
         expires_at, sealed_refresh_secret, refresh_generation, refresh_rotated_at,
         refresh_idle_until, refresh_bound, client_id, parent_id, network, agent)
      VALUES
        (:id, :customer, :user, :apiKey, :dialect, :amr, :scopes, :device, :authTime,
         :expiresAt, :secret, :generation, :rotatedAt, :idleUntil, :bound, :client, :parent,
         :network, :agent)\
      """;

  @Override
  public void add(Session session) {
    SessionRow.bind(handle.createUpdate(INSERT), session).execute();
  }

  @Override
  public boolean addOfClient(Session session) {
    Update insert = handle.createUpdate(INSERT + " ON CONFLICT DO NOTHING");
    return SessionRow.bind(insert, session).execute() > 0;
  }

  @Override
  public void addToken(byte[] digest, SessionId session, Instant createdAt, Instant expiresAt) {
    handle
        .createUpdate(
            """
            INSERT INTO access_token (digest, session_id, created_at, expires_at)
            VALUES (:digest, :session, :createdAt, :expiresAt)\
            """)
        .bind("digest", digest)
        .bind("session", session.value())
        .bind("createdAt", createdAt.toEpochMilli())
        .bind("expiresAt", expiresAt.toEpochMilli())
        .execute();
  }

  @Override
  public void addToken(
      byte[] digest, SessionId session, TokenRights rights, Instant createdAt, Instant expiresAt) {
    handle
        .createUpdate(
            """
            INSERT INTO access_token
              (digest, session_id, created_at, expires_at, scope, audience, jkt)
            VALUES (:digest, :session, :createdAt, :expiresAt, :scope, :audience, :jkt)\
            """)
        .bind("digest", digest)
        .bind("session", session.value())
        .bind("createdAt", createdAt.toEpochMilli())
        .bind("expiresAt", expiresAt.toEpochMilli())
        .bind("scope", Columns.words(rights.scopes()))
        .bind("audience", Columns.words(rights.audience()))
        .bind("jkt", rights.jkt())
        .execute();
  }

  @Override
  public boolean endToken(byte[] digest) {
    return handle
            .createUpdate("DELETE FROM access_token WHERE digest = :digest")
            .bind("digest", digest)
            .execute()
        > 0;
  }

  @Override
  public Optional<Session> byId(SessionId id) {
    return handle
        .createQuery(SessionRow.SELECT + "WHERE id = :id")
        .bind("id", id.value())
        .map(SessionRow::read)
        .findOne();
  }

  @Override
  public Optional<SessionId> ofToken(byte[] digest) {
    return handle
        .createQuery("SELECT session_id FROM access_token WHERE digest = :digest")
        .bind("digest", digest)
        .map((row, context) -> new SessionId(row.getLong("session_id")))
        .findOne();
  }

  @Override
  public List<Session> page(CustomerId customer, UserId user, long belowId, int limit) {
    return handle
        .createQuery(
            SessionRow.SELECT
                + "WHERE customer_id = :customer AND user_id = :user AND id < :below"
                + " ORDER BY id DESC LIMIT :limit")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("below", belowId)
        .bind("limit", limit)
        .map(SessionRow::read)
        .list();
  }

  @Override
  public List<Session> list(CustomerId customer, UserId user) {
    return handle
        .createQuery(
            SessionRow.SELECT
                + "WHERE customer_id = :customer AND user_id = :user ORDER BY id DESC")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SessionRow::read)
        .list();
  }

  @Override
  public Optional<Session> ofClient(ClientId client) {
    return handle
        .createQuery(
            SessionRow.SELECT
                + "WHERE client_id = :client AND user_id IS NULL AND api_key_id IS NULL")
        .bind("client", client.value())
        .map(SessionRow::read)
        .findOne();
  }

  @Override
  public List<Session> children(SessionId parent) {
    return handle
        .createQuery(SessionRow.SELECT + "WHERE parent_id = :parent ORDER BY id")
        .bind("parent", parent.value())
        .map(SessionRow::read)
        .list();
  }

  @Override
  public boolean renew(SessionId id, String amr, Instant authTime, Instant expiresAt) {
    handle
        .createUpdate("DELETE FROM access_token WHERE session_id = :id")
        .bind("id", id.value())
        .execute();
    return handle
            .createUpdate(
                """
                UPDATE session SET amr = :amr, auth_time = :authTime, expires_at = :expiresAt
                WHERE id = :id\
                """)
            .bind("id", id.value())
            .bind("amr", amr)
            .bind("authTime", authTime.toEpochMilli())
            .bind("expiresAt", expiresAt.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public boolean end(SessionId id) {
    return end("id = :id", Map.of("id", id.value())) > 0;
  }

  @Override
  public boolean revoke(SessionId id) {
    return handle
            .createUpdate("DELETE FROM session WHERE id = :id")
            .bind("id", id.value())
            .execute()
        > 0;
  }

  @Override
  public int endOfUser(CustomerId customer, UserId user, @Nullable SessionId except) {
    long spared = 0;
    if (except != null) {
      spared = except.value();
    }
    return end(
        """
        customer_id = :customer AND user_id = :user AND id <> :spared
          AND (parent_id IS NULL OR parent_id <> :spared)\
        """,
        Map.of("customer", customer.value(), "user", user.value(), "spared", spared));
  }

  @Override
  public int endOfDevice(CustomerId customer, UserId user, String deviceKey) {
    return end(
        "customer_id = :customer AND user_id = :user AND device_key = :device",
        Map.of("customer", customer.value(), "user", user.value(), "device", deviceKey));
  }

  @Override
  public int endOfApiKey(ApiKeyId key) {
    return end("api_key_id = :key", Map.of("key", key.value()));
  }

  @Override
  public int endOfClient(CustomerId customer, UserId user, ClientId client) {
    return end(
        "customer_id = :customer AND user_id = :user AND client_id = :client",
        Map.of("customer", customer.value(), "user", user.value(), "client", client.value()));
  }

  @Override
  public int endOfClient(ClientId client) {
    return end("client_id = :client", Map.of("client", client.value()));
  }

  /** Ends the sessions of which that holds, and leaves a notice for clients that want one. */
  private int end(String condition, Map<String, ?> values) {
    SqlLogoutNotices.leave(handle, condition, values);
    return handle.createUpdate("DELETE FROM session WHERE " + condition).bindMap(values).execute();
  }

  @Override
  public boolean rotate(SessionId id, long fromGeneration, Instant rotatedAt, Instant idleUntil) {
    return handle
            .createUpdate(
                """
                UPDATE session SET refresh_generation = refresh_generation + 1,
                  refresh_rotated_at = :rotatedAt, refresh_idle_until = :idleUntil
                WHERE id = :id AND refresh_generation = :from
                  AND sealed_refresh_secret IS NOT NULL\
                """)
            .bind("id", id.value())
            .bind("from", fromGeneration)
            .bind("rotatedAt", rotatedAt.toEpochMilli())
            .bind("idleUntil", idleUntil.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public void bindDevice(CustomerId customer, UserId user, String deviceKey) {
    handle
        .createUpdate(
            """
            UPDATE session SET refresh_bound = 1
            WHERE customer_id = :customer AND user_id = :user AND device_key = :device\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("device", deviceKey)
        .execute();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    String over = "expires_at < :before";
    int sessions = new OldRows(handle, "session", "id").delete(over, before, limit);
    int tokens =
        new OldRows(handle, "access_token", "digest").delete(over, before, limit - sessions);
    return sessions + tokens;
  }
}
