package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.domain.UserId;
import dev.countersign.store.Devices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

record SqlDevices(Handle handle) implements Devices {
  private static final String ALL =
      """
      SELECT customer_id, user_id, device_key, group_key, name, public_key, created_at, last_seen_at
      FROM device WHERE customer_id = :customer
      """;
  private static final String SELECT = ALL + " AND user_id = :user ";
  private static final String ONE =
      "WHERE customer_id = :customer AND user_id = :user AND device_key = :device";

  @Override
  public List<Device> page(CustomerId customer, long afterUser, String afterKey, int limit) {
    return handle
        .createQuery(
            ALL
                + """
                AND (user_id > :user OR (user_id = :user AND device_key > :key))
                ORDER BY user_id, device_key LIMIT :limit\
                """)
        .bind("customer", customer.value())
        .bind("user", afterUser)
        .bind("key", afterKey)
        .bind("limit", limit)
        .map(SqlDevices::device)
        .list();
  }

  @Override
  public long count(CustomerId customer) {
    return handle
        .createQuery("SELECT count(*) FROM device WHERE customer_id = :customer")
        .bind("customer", customer.value())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void add(Device device) {
    insert(device, "");
  }

  @Override
  public void put(Device device) {
    insert(
        device,
        """
         ON CONFLICT (customer_id, user_id, device_key) DO UPDATE SET
          group_key = :group, name = :name, public_key = :publicKey, created_at = :createdAt,
          last_seen_at = :seenAt\
        """);
  }

  private void insert(Device device, String otherwise) {
    handle
        .createUpdate(
            """
            INSERT INTO device
              (customer_id, user_id, device_key, group_key, name, public_key,
               created_at, last_seen_at)
            VALUES (:customer, :user, :device, :group, :name, :publicKey, :createdAt, :seenAt)\
            """
                + otherwise)
        .bind("customer", device.customerId().value())
        .bind("user", device.userId().value())
        .bind("device", device.deviceKey())
        .bind("group", device.groupKey())
        .bind("name", device.name())
        .bind("publicKey", device.publicKey())
        .bind("createdAt", device.createdAt().toEpochMilli())
        .bind("seenAt", device.lastSeenAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<Device> find(CustomerId customer, UserId user, String deviceKey) {
    return handle
        .createQuery(SELECT + "AND device_key = :device")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("device", deviceKey)
        .map(SqlDevices::device)
        .findOne();
  }

  @Override
  public List<Device> latest(CustomerId customer, UserId user, int limit) {
    return handle
        .createQuery(SELECT + "ORDER BY last_seen_at DESC, device_key LIMIT :limit")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("limit", limit)
        .map(SqlDevices::device)
        .list();
  }

  @Override
  public List<Device> list(CustomerId customer, UserId user) {
    return handle
        .createQuery(SELECT + "ORDER BY last_seen_at DESC, device_key")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlDevices::device)
        .list();
  }

  @Override
  public boolean confirm(Device device, String publicKey, String name) {
    return one(
                "UPDATE device SET public_key = :publicKey, name = :name "
                    + ONE
                    + " AND (public_key IS NULL OR public_key = :publicKey)",
                device.customerId(),
                device.userId(),
                device.deviceKey())
            .bind("publicKey", publicKey)
            .bind("name", name)
            .execute()
        > 0;
  }

  @Override
  public boolean seen(CustomerId customer, UserId user, String deviceKey, Instant now) {
    return one("UPDATE device SET last_seen_at = :now " + ONE, customer, user, deviceKey)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public boolean delete(CustomerId customer, UserId user, String deviceKey) {
    return one("DELETE FROM device " + ONE, customer, user, deviceKey).execute() > 0;
  }

  @Override
  public int deleteStale(Instant before, int limit) {
    // The conditions on the row itself stand outside as well: PostgreSQL asks those again when it
    // has waited for somebody who signs in on the device at this moment.
    return handle
        .createUpdate(
            """
            DELETE FROM device WHERE public_key IS NULL AND last_seen_at < :before
              AND (customer_id, user_id, device_key) IN
                (SELECT d.customer_id, d.user_id, d.device_key FROM device d
                 WHERE d.public_key IS NULL AND d.last_seen_at < :before AND NOT EXISTS
                   (SELECT 1 FROM session s WHERE s.customer_id = d.customer_id
                    AND s.user_id = d.user_id AND s.device_key = d.device_key)
                 LIMIT :limit)\
            """)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .execute();
  }

  private Update one(String sql, CustomerId customer, UserId user, String deviceKey) {
    return handle
        .createUpdate(sql)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("device", deviceKey);
  }

  private static Device device(ResultSet row, StatementContext context) throws SQLException {
    return new Device(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        row.getString("device_key"),
        row.getString("group_key"),
        row.getString("name"),
        row.getString("public_key"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "last_seen_at"));
  }
}
