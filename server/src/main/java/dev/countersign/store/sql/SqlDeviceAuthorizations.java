package dev.countersign.store.sql;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import dev.countersign.domain.DeviceAuthorization.State;
import dev.countersign.domain.UserId;
import dev.countersign.store.DeviceAuthorizations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlDeviceAuthorizations(Handle handle) implements DeviceAuthorizations {
  private static final String SELECT =
      """
      SELECT device_digest, user_code, customer_id, client_id, scope, resource, state, user_id,
             parent_id, amr, acr, auth_time, next_poll_at, poll_interval, created_at, expires_at
      FROM device_authorization
      """;

  /** A device begins undecided, whatever state it is given in. */
  @Override
  public boolean add(DeviceAuthorization device) {
    return handle
            .createUpdate(
                """
                INSERT INTO device_authorization
                  (device_digest, user_code, customer_id, client_id, scope, resource, state,
                   next_poll_at, poll_interval, created_at, expires_at)
                VALUES
                  (:digest, :code, :customer, :client, :scope, :resource, 'PENDING',
                   :nextPollAt, :interval, :createdAt, :expiresAt)
                ON CONFLICT DO NOTHING\
                """)
            .bind("digest", device.deviceDigest())
            .bind("code", device.userCode())
            .bind("customer", device.customerId().value())
            .bind("client", device.clientId().value())
            .bind("scope", Columns.words(device.scopes()))
            .bind("resource", Columns.words(device.resources()))
            .bind("nextPollAt", device.nextPollAt().toEpochMilli())
            .bind("interval", device.pollInterval().toMillis())
            .bind("createdAt", device.createdAt().toEpochMilli())
            .bind("expiresAt", device.expiresAt().toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public Optional<DeviceAuthorization> byDevice(byte[] deviceDigest) {
    return handle
        .createQuery(SELECT + "WHERE device_digest = :digest")
        .bind("digest", deviceDigest)
        .map(SqlDeviceAuthorizations::device)
        .findOne();
  }

  @Override
  public Optional<DeviceAuthorization> byUserCode(String userCode, Instant now) {
    return handle
        .createQuery(SELECT + "WHERE user_code = :code AND expires_at > :now")
        .bind("code", userCode)
        .bind("now", now.toEpochMilli())
        .map(SqlDeviceAuthorizations::device)
        .findOne();
  }

  @Override
  public boolean approve(byte[] deviceDigest, Approval approval, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE device_authorization SET state = 'APPROVED', user_id = :user,
                  parent_id = :parent, amr = :amr, acr = :acr, auth_time = :authTime
                WHERE device_digest = :digest AND state = 'PENDING' AND expires_at > :now\
                """)
            .bind("digest", deviceDigest)
            .bind("user", approval.userId().value())
            .bind("parent", Columns.id(approval.parent()))
            .bind("amr", approval.amr())
            .bind("acr", approval.acr())
            .bind("authTime", approval.authTime().toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public boolean deny(byte[] deviceDigest, Instant now) {
    return moved(deviceDigest, State.PENDING, State.DENIED, now);
  }

  @Override
  public boolean use(byte[] deviceDigest, Instant now) {
    return moved(deviceDigest, State.APPROVED, State.USED, now);
  }

  private boolean moved(byte[] deviceDigest, State from, State to, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE device_authorization SET state = :to
                WHERE device_digest = :digest AND state = :from AND expires_at > :now\
                """)
            .bind("digest", deviceDigest)
            .bind("from", from.name())
            .bind("to", to.name())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public boolean poll(byte[] deviceDigest, Duration interval, Duration slower, Instant now) {
    boolean inTime = polled(deviceDigest, interval, now, "next_poll_at <= :now");
    if (!inTime) {
      polled(deviceDigest, slower, now, "next_poll_at > :now");
    }
    return inTime;
  }

  private boolean polled(byte[] deviceDigest, Duration interval, Instant now, String condition) {
    return handle
            .createUpdate(
                "UPDATE device_authorization SET next_poll_at = :next, poll_interval = :interval"
                    + " WHERE device_digest = :digest AND "
                    + condition)
            .bind("digest", deviceDigest)
            .bind("next", now.plus(interval).toEpochMilli())
            .bind("interval", interval.toMillis())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "device_authorization", "device_digest")
        .delete("expires_at < :before", before, limit);
  }

  private static DeviceAuthorization device(ResultSet row, StatementContext context)
      throws SQLException {
    return new DeviceAuthorization(
        row.getBytes("device_digest"),
        row.getString("user_code"),
        new CustomerId(row.getLong("customer_id")),
        new ClientId(row.getLong("client_id")),
        Columns.wordSet(row.getString("scope")),
        Columns.words(row.getString("resource")),
        State.valueOf(row.getString("state")),
        approval(row),
        Columns.instant(row, "next_poll_at"),
        Duration.ofMillis(row.getLong("poll_interval")),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"));
  }

  private static @Nullable Approval approval(ResultSet row) throws SQLException {
    Long user = Columns.optionalLong(row, "user_id");
    if (user == null) {
      return null;
    }
    return new Approval(
        new UserId(user),
        Columns.optionalSession(row, "parent_id"),
        row.getString("amr"),
        row.getString("acr"),
        Columns.instant(row, "auth_time"));
  }
}
