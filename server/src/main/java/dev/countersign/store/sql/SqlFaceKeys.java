package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import dev.countersign.store.FaceKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlFaceKeys(Handle handle) implements FaceKeys {
  @Override
  public boolean add(WrappedKey key) {
    return handle
            .createUpdate(
                """
                INSERT INTO face_data_key (customer_id, user_id, epoch, wrapped)
                VALUES (:customer, :user, :epoch, :wrapped)
                ON CONFLICT (customer_id, user_id) DO NOTHING\
                """)
            .bind("customer", key.customerId().value())
            .bind("user", key.userId().value())
            .bind("epoch", key.epoch())
            .bind("wrapped", key.wrapped())
            .execute()
        > 0;
  }

  @Override
  public Optional<WrappedKey> find(CustomerId customer, UserId user) {
    return handle
        .createQuery(
            """
            SELECT customer_id, user_id, epoch, wrapped FROM face_data_key
            WHERE customer_id = :customer AND user_id = :user\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlFaceKeys::key)
        .findOne();
  }

  @Override
  public boolean delete(CustomerId customer, UserId user) {
    return handle
            .createUpdate(
                "DELETE FROM face_data_key WHERE customer_id = :customer AND user_id = :user")
            .bind("customer", customer.value())
            .bind("user", user.value())
            .execute()
        > 0;
  }

  @Override
  public List<WrappedKey> wrappedBefore(long epoch, int limit) {
    return handle
        .createQuery(
            """
            SELECT customer_id, user_id, epoch, wrapped FROM face_data_key
            WHERE epoch < :epoch LIMIT :limit\
            """)
        .bind("epoch", epoch)
        .bind("limit", limit)
        .map(SqlFaceKeys::key)
        .list();
  }

  @Override
  public boolean rewrap(WrappedKey old, long epoch, byte[] wrapped) {
    return handle
            .createUpdate(
                """
                UPDATE face_data_key SET epoch = :epoch, wrapped = :wrapped
                WHERE customer_id = :customer AND user_id = :user
                  AND epoch = :oldEpoch AND wrapped = :oldWrapped\
                """)
            .bind("customer", old.customerId().value())
            .bind("user", old.userId().value())
            .bind("epoch", epoch)
            .bind("wrapped", wrapped)
            .bind("oldEpoch", old.epoch())
            .bind("oldWrapped", old.wrapped())
            .execute()
        > 0;
  }

  @Override
  public long countBefore(long epoch) {
    return handle
        .createQuery(
            """
            SELECT (SELECT count(*) FROM face_data_key WHERE epoch < :epoch)
                 + (SELECT count(*) FROM face_picture WHERE epoch < :epoch)\
            """)
        .bind("epoch", epoch)
        .mapTo(Long.class)
        .one();
  }

  private static WrappedKey key(ResultSet row, StatementContext context) throws SQLException {
    return new WrappedKey(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        row.getLong("epoch"),
        row.getBytes("wrapped"));
  }
}
