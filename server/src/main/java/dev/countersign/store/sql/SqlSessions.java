package dev.countersign.store.sql;

import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

record SqlSessions(Handle handle) implements Sessions {
  @Override
  public void add(Session session) {
    Update insert =
        handle.createUpdate(
            """
            INSERT INTO session
              (id, customer_id, user_id, api_key_id, dialect, amr, scopes, device_key, auth_time,
               expires_at, sealed_refresh_secret, refresh_generation, refresh_rotated_at,
               refresh_idle_until, refresh_bound)
            VALUES
              (:id, :customer, :user, :apiKey, :dialect, :amr, :scopes, :device, :authTime,
               :expiresAt, :secret, :generation, :rotatedAt, :idleUntil, :bound)\
            """);
    SessionRow.bind(insert, session).execute();
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
  public boolean end(SessionId id) {
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
    return handle
        .createUpdate(
            "DELETE FROM session WHERE customer_id = :customer AND user_id = :user AND id <> :spared")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("spared", spared)
        .execute();
  }

  @Override
  public int endOfDevice(CustomerId customer, UserId user, String deviceKey) {
    return handle
        .createUpdate(
            """
            DELETE FROM session
            WHERE customer_id = :customer AND user_id = :user AND device_key = :device\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("device", deviceKey)
        .execute();
  }

  @Override
  public int endOfApiKey(ApiKeyId key) {
    return handle
        .createUpdate("DELETE FROM session WHERE api_key_id = :key")
        .bind("key", key.value())
        .execute();
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
    int sessions =
        delete(
            """
            DELETE FROM session WHERE id IN
              (SELECT id FROM session WHERE expires_at < :before LIMIT :limit)\
            """,
            before,
            limit);
    int tokens =
        delete(
            """
            DELETE FROM access_token WHERE digest IN
              (SELECT digest FROM access_token WHERE expires_at < :before LIMIT :limit)\
            """,
            before,
            limit - sessions);
    return sessions + tokens;
  }

  private int delete(String sql, Instant before, int limit) {
    return handle
        .createUpdate(sql)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .execute();
  }
}
