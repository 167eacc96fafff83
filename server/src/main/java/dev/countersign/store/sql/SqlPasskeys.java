package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.UserId;
import dev.countersign.store.Passkeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

record SqlPasskeys(Handle handle) implements Passkeys {
  private static final String SELECT =
      """
      SELECT customer_id, user_id, credential_id, rp_id, attested, sign_count, backup_eligible,
             backed_up, transports, name, created_at, last_used_at
      FROM passkey WHERE customer_id = :customer
      """;
  private static final String ONE =
      "WHERE customer_id = :customer AND user_id = :user AND credential_id = :id";

  @Override
  public void add(Passkey passkey) {
    handle
        .createUpdate(
            """
            INSERT INTO passkey
              (customer_id, user_id, credential_id, rp_id, attested, sign_count, backup_eligible,
               backed_up, transports, name, created_at, last_used_at)
            VALUES
              (:customer, :user, :id, :rpId, :attested, :signCount, :backupEligible,
               :backedUp, :transports, :name, :createdAt, :lastUsedAt)\
            """)
        .bind("customer", passkey.customerId().value())
        .bind("user", passkey.userId().value())
        .bind("id", passkey.credentialId())
        .bind("rpId", passkey.rpId())
        .bind("attested", passkey.attested())
        .bind("signCount", passkey.signCount())
        .bind("backupEligible", Columns.number(passkey.backupEligible()))
        .bind("backedUp", Columns.number(passkey.backedUp()))
        .bind("transports", passkey.transports())
        .bind("name", passkey.name())
        .bind("createdAt", passkey.createdAt().toEpochMilli())
        .bind("lastUsedAt", Columns.millis(passkey.lastUsedAt()))
        .execute();
  }

  @Override
  public Optional<Passkey> find(CustomerId customer, byte[] credentialId) {
    return handle
        .createQuery(SELECT + "AND credential_id = :id")
        .bind("customer", customer.value())
        .bind("id", credentialId)
        .map(SqlPasskeys::passkey)
        .findOne();
  }

  @Override
  public List<Passkey> list(CustomerId customer, UserId user) {
    return handle
        .createQuery(SELECT + "AND user_id = :user ORDER BY created_at, credential_id")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlPasskeys::passkey)
        .list();
  }

  @Override
  public List<Passkey> page(CustomerId customer, long afterUser, byte[] afterId, int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                AND (user_id > :user OR (user_id = :user AND credential_id > :id))
                ORDER BY user_id, credential_id LIMIT :limit\
                """)
        .bind("customer", customer.value())
        .bind("user", afterUser)
        .bind("id", afterId)
        .bind("limit", limit)
        .map(SqlPasskeys::passkey)
        .list();
  }

  @Override
  public boolean used(Passkey old, long signCount, boolean backedUp, Instant now) {
    return one(
                "UPDATE passkey SET sign_count = :signCount, backed_up = :backedUp, "
                    + "last_used_at = :now "
                    + ONE
                    + " AND sign_count = :oldCount",
                old.customerId(),
                old.userId(),
                old.credentialId())
            .bind("signCount", signCount)
            .bind("backedUp", Columns.number(backedUp))
            .bind("now", now.toEpochMilli())
            .bind("oldCount", old.signCount())
            .execute()
        > 0;
  }

  @Override
  public boolean rename(CustomerId customer, UserId user, byte[] credentialId, String name) {
    return one("UPDATE passkey SET name = :name " + ONE, customer, user, credentialId)
            .bind("name", name)
            .execute()
        > 0;
  }

  @Override
  public boolean delete(CustomerId customer, UserId user, byte[] credentialId) {
    return one("DELETE FROM passkey " + ONE, customer, user, credentialId).execute() > 0;
  }

  @Override
  public int deleteOfUser(CustomerId customer, UserId user) {
    return handle
        .createUpdate("DELETE FROM passkey WHERE customer_id = :customer AND user_id = :user")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .execute();
  }

  private Update one(String sql, CustomerId customer, UserId user, byte[] credentialId) {
    return handle
        .createUpdate(sql)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("id", credentialId);
  }

  private static Passkey passkey(ResultSet row, StatementContext context) throws SQLException {
    return new Passkey(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        row.getBytes("credential_id"),
        row.getString("rp_id"),
        row.getBytes("attested"),
        row.getLong("sign_count"),
        Columns.truth(row, "backup_eligible"),
        Columns.truth(row, "backed_up"),
        row.getString("transports"),
        row.getString("name"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "last_used_at"));
  }
}
