package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import dev.countersign.store.TotpSecrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

record SqlTotpSecrets(Handle handle) implements TotpSecrets {
  private static final String ONE = "WHERE customer_id = :customer AND user_id = :user";

  @Override
  public boolean begin(TotpSecret secret) {
    return one(
                """
                INSERT INTO totp_secret
                  (customer_id, user_id, sealed_secret, last_step, created_at, confirmed_at)
                VALUES (:customer, :user, :sealed, 0, :createdAt, NULL)
                ON CONFLICT (customer_id, user_id) DO UPDATE
                SET sealed_secret = excluded.sealed_secret, last_step = 0,
                    created_at = excluded.created_at
                WHERE totp_secret.confirmed_at IS NULL\
                """,
                secret.customerId(),
                secret.userId())
            .bind("sealed", secret.sealed())
            .bind("createdAt", secret.createdAt().toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public Optional<TotpSecret> find(CustomerId customer, UserId user) {
    return handle
        .createQuery(
            "SELECT sealed_secret, last_step, created_at, confirmed_at FROM totp_secret " + ONE)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map((row, context) -> secret(customer, user, row))
        .findOne();
  }

  private static TotpSecret secret(CustomerId customer, UserId user, ResultSet row)
      throws SQLException {
    return new TotpSecret(
        customer,
        user,
        row.getBytes("sealed_secret"),
        row.getLong("last_step"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "confirmed_at"));
  }

  @Override
  public List<TotpSecret> page(CustomerId customer, long afterUser, int limit) {
    return handle
        .createQuery(
            """
            SELECT user_id, sealed_secret, last_step, created_at, confirmed_at FROM totp_secret
            WHERE customer_id = :customer AND user_id > :after ORDER BY user_id LIMIT :limit\
            """)
        .bind("customer", customer.value())
        .bind("after", afterUser)
        .bind("limit", limit)
        .map((row, context) -> secret(customer, new UserId(row.getLong("user_id")), row))
        .list();
  }

  @Override
  public void put(TotpSecret secret) {
    delete(secret.customerId(), secret.userId());
    one(
            """
            INSERT INTO totp_secret
              (customer_id, user_id, sealed_secret, last_step, created_at, confirmed_at)
            VALUES (:customer, :user, :sealed, :step, :createdAt, :confirmedAt)\
            """,
            secret.customerId(),
            secret.userId())
        .bind("sealed", secret.sealed())
        .bind("step", secret.lastStep())
        .bind("createdAt", secret.createdAt().toEpochMilli())
        .bind("confirmedAt", Columns.millis(secret.confirmedAt()))
        .execute();
  }

  @Override
  public boolean confirm(TotpSecret secret, long step, Instant now) {
    return one(
                "UPDATE totp_secret SET confirmed_at = :now, last_step = :step "
                    + ONE
                    + " AND confirmed_at IS NULL AND sealed_secret = :sealed",
                secret.customerId(),
                secret.userId())
            .bind("now", now.toEpochMilli())
            .bind("step", step)
            .bind("sealed", secret.sealed())
            .execute()
        > 0;
  }

  @Override
  public boolean use(TotpSecret secret, long step) {
    return one(
                "UPDATE totp_secret SET last_step = :step "
                    + ONE
                    + " AND confirmed_at IS NOT NULL AND sealed_secret = :sealed"
                    + " AND last_step < :step",
                secret.customerId(),
                secret.userId())
            .bind("step", step)
            .bind("sealed", secret.sealed())
            .execute()
        > 0;
  }

  @Override
  public boolean delete(CustomerId customer, UserId user) {
    return one("DELETE FROM totp_secret " + ONE, customer, user).execute() > 0;
  }

  private Update one(String sql, CustomerId customer, UserId user) {
    return handle.createUpdate(sql).bind("customer", customer.value()).bind("user", user.value());
  }
}
