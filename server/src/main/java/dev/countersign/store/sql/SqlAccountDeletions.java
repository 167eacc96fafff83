package dev.countersign.store.sql;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.AccountDeletions;
import dev.countersign.store.AlreadyExists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlAccountDeletions(Handle handle) implements AccountDeletions {
  private static final String SELECT =
      "SELECT customer_id, user_id, requested_at, delete_at FROM account_deletion ";

  @Override
  public void add(AccountDeletion deletion) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO account_deletion (customer_id, user_id, requested_at, delete_at)
                VALUES (:customer, :user, :requestedAt, :deleteAt)
                ON CONFLICT (customer_id, user_id) DO NOTHING\
                """)
            .bind("customer", deletion.customerId().value())
            .bind("user", deletion.userId().value())
            .bind("requestedAt", deletion.requestedAt().toEpochMilli())
            .bind("deleteAt", deletion.deleteAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw new AlreadyExists("a planned deletion of the account");
    }
  }

  @Override
  public Optional<AccountDeletion> find(CustomerId customer, UserId user) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND user_id = :user")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlAccountDeletions::deletion)
        .findOne();
  }

  @Override
  public List<AccountDeletion> page(CustomerId customer, long afterUser, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE customer_id = :customer AND user_id > :after"
                + " ORDER BY user_id LIMIT :limit")
        .bind("customer", customer.value())
        .bind("after", afterUser)
        .bind("limit", limit)
        .map(SqlAccountDeletions::deletion)
        .list();
  }

  @Override
  public boolean remove(CustomerId customer, UserId user) {
    return handle
            .createUpdate(
                "DELETE FROM account_deletion WHERE customer_id = :customer AND user_id = :user")
            .bind("customer", customer.value())
            .bind("user", user.value())
            .execute()
        > 0;
  }

  @Override
  public List<AccountDeletion> due(Instant now, int limit) {
    return handle
        .createQuery(SELECT + "WHERE delete_at <= :now ORDER BY delete_at, user_id LIMIT :limit")
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map(SqlAccountDeletions::deletion)
        .list();
  }

  private static AccountDeletion deletion(ResultSet row, StatementContext context)
      throws SQLException {
    return new AccountDeletion(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        Columns.instant(row, "requested_at"),
        Columns.instant(row, "delete_at"));
  }
}
