package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.UserId;
import dev.countersign.store.ErasureReceipts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlErasureReceipts(Handle handle) implements ErasureReceipts {
  private static final String SELECT =
      """
      SELECT customer_id, id, user_id, erased_at, epoch, templates, samples, pictures, consents,
             epoch_destroyed_at
      FROM erasure_receipt
      """;

  @Override
  public void add(ErasureReceipt receipt) {
    handle
        .createUpdate(
            """
            INSERT INTO erasure_receipt
              (customer_id, id, user_id, erased_at, epoch, templates, samples, pictures, consents,
               epoch_destroyed_at)
            VALUES
              (:customer, :id, :user, :erasedAt, :epoch, :templates, :samples, :pictures,
               :consents, :destroyedAt)\
            """)
        .bind("customer", receipt.customerId().value())
        .bind("id", receipt.id())
        .bind("user", receipt.userId().value())
        .bind("erasedAt", receipt.erasedAt().toEpochMilli())
        .bind("epoch", receipt.epoch())
        .bind("templates", receipt.erased().templates())
        .bind("samples", receipt.erased().samples())
        .bind("pictures", receipt.erased().pictures())
        .bind("consents", receipt.erased().consents())
        .bind("destroyedAt", Columns.millis(receipt.epochDestroyedAt()))
        .execute();
  }

  @Override
  public Optional<ErasureReceipt> find(CustomerId customer, long id) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND id = :id")
        .bind("customer", customer.value())
        .bind("id", id)
        .map(SqlErasureReceipts::receipt)
        .findOne();
  }

  @Override
  public List<ErasureReceipt> list(CustomerId customer, long afterId, int limit) {
    return handle
        .createQuery(
            SELECT + "WHERE customer_id = :customer AND id > :after ORDER BY id LIMIT :limit")
        .bind("customer", customer.value())
        .bind("after", afterId)
        .bind("limit", limit)
        .map(SqlErasureReceipts::receipt)
        .list();
  }

  @Override
  public int epochsDestroyedBefore(long epoch, Instant at) {
    return handle
        .createUpdate(
            """
            UPDATE erasure_receipt SET epoch_destroyed_at = :at
            WHERE epoch > 0 AND epoch < :epoch AND epoch_destroyed_at IS NULL\
            """)
        .bind("epoch", epoch)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  private static ErasureReceipt receipt(ResultSet row, StatementContext context)
      throws SQLException {
    return new ErasureReceipt(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        new UserId(row.getLong("user_id")),
        Columns.instant(row, "erased_at"),
        row.getLong("epoch"),
        new ErasureReceipt.Counts(
            row.getLong("templates"),
            row.getLong("samples"),
            row.getLong("pictures"),
            row.getLong("consents")),
        Columns.optionalInstant(row, "epoch_destroyed_at"));
  }
}
