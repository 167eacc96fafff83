package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture;
import dev.countersign.domain.StoredPicture.OwnKey;
import dev.countersign.domain.UserId;
import dev.countersign.store.FacePictures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlFacePictures(Handle handle) implements FacePictures {
  private static final String SELECT =
      """
      SELECT customer_id, id, user_id, purpose, kind, media_type, sealed, epoch, wrapped_key,
             created_at, expires_at
      FROM face_picture WHERE customer_id = :customer
      """;

  @Override
  public void add(StoredPicture picture) {
    Optional<OwnKey> own = Optional.ofNullable(picture.ownKey());
    handle
        .createUpdate(
            """
            INSERT INTO face_picture
              (customer_id, id, user_id, purpose, kind, media_type, sealed, epoch, wrapped_key,
               created_at, expires_at)
            VALUES
              (:customer, :id, :user, :purpose, :kind, :mediaType, :sealed, :epoch, :wrapped,
               :createdAt, :expiresAt)\
            """)
        .bind("customer", picture.customerId().value())
        .bind("id", picture.id())
        .bind("user", Optional.ofNullable(picture.userId()).map(UserId::value).orElse(null))
        .bind("purpose", picture.purpose().name())
        .bind("kind", picture.kind().name())
        .bind("mediaType", picture.mediaType())
        .bind("sealed", picture.sealed())
        .bind("epoch", own.map(OwnKey::epoch).orElse(null))
        .bind("wrapped", own.map(OwnKey::wrapped).orElse(null))
        .bind("createdAt", picture.createdAt().toEpochMilli())
        .bind("expiresAt", picture.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<StoredPicture> find(CustomerId customer, long id) {
    return handle
        .createQuery(SELECT + "AND id = :id")
        .bind("customer", customer.value())
        .bind("id", id)
        .map(SqlFacePictures::picture)
        .findOne();
  }

  @Override
  public Optional<Outline> outline(CustomerId customer, long id) {
    return handle
        .createQuery(
            """
            SELECT LENGTH(sealed) AS bytes, expires_at FROM face_picture
            WHERE customer_id = :customer AND id = :id\
            """)
        .bind("customer", customer.value())
        .bind("id", id)
        .map((row, context) -> new Outline(row.getInt("bytes"), Columns.instant(row, "expires_at")))
        .findOne();
  }

  @Override
  public List<StoredPicture> page(CustomerId customer, long afterId, int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                AND purpose = 'TEMPLATE' AND user_id IS NOT NULL AND id > :after
                ORDER BY id LIMIT :limit\
                """)
        .bind("customer", customer.value())
        .bind("after", afterId)
        .bind("limit", limit)
        .map(SqlFacePictures::picture)
        .list();
  }

  @Override
  public boolean delete(CustomerId customer, long id) {
    return handle
            .createUpdate("DELETE FROM face_picture WHERE customer_id = :customer AND id = :id")
            .bind("customer", customer.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  @Override
  public List<Listed> ofTemplate(CustomerId customer, UserId user) {
    return handle
        .createQuery(
            """
            SELECT id, kind, expires_at FROM face_picture
            WHERE customer_id = :customer AND user_id = :user AND purpose = 'TEMPLATE'
            ORDER BY kind, id DESC\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map((row, context) ->
            new Listed(
                row.getLong("id"),
                StoredPicture.Kind.valueOf(row.getString("kind")),
                Columns.instant(row, "expires_at")))
        .list();
  }

  @Override
  public int deleteOfUser(CustomerId customer, UserId user, StoredPicture.Purpose purpose) {
    return handle
        .createUpdate(
            """
            DELETE FROM face_picture
            WHERE customer_id = :customer AND user_id = :user AND purpose = :purpose\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("purpose", purpose.name())
        .execute();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "face_picture", "customer_id, id")
        .delete("expires_at <= :before", before, limit);
  }

  @Override
  public List<OwnKeyed> wrappedBefore(long epoch, int limit) {
    return handle
        .createQuery(
            """
            SELECT customer_id, id, epoch, wrapped_key FROM face_picture
            WHERE epoch IS NOT NULL AND epoch < :epoch LIMIT :limit\
            """)
        .bind("epoch", epoch)
        .bind("limit", limit)
        .map((row, context) ->
            new OwnKeyed(
                new CustomerId(row.getLong("customer_id")),
                row.getLong("id"),
                new OwnKey(row.getLong("epoch"), row.getBytes("wrapped_key"))))
        .list();
  }

  @Override
  public boolean rewrap(OwnKeyed old, OwnKey changed) {
    return handle
            .createUpdate(
                """
                UPDATE face_picture SET epoch = :epoch, wrapped_key = :wrapped
                WHERE customer_id = :customer AND id = :id
                  AND epoch = :oldEpoch AND wrapped_key = :oldWrapped\
                """)
            .bind("customer", old.customerId().value())
            .bind("id", old.id())
            .bind("epoch", changed.epoch())
            .bind("wrapped", changed.wrapped())
            .bind("oldEpoch", old.key().epoch())
            .bind("oldWrapped", old.key().wrapped())
            .execute()
        > 0;
  }

  private static StoredPicture picture(ResultSet row, StatementContext context)
      throws SQLException {
    return new StoredPicture(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        user(row),
        StoredPicture.Purpose.valueOf(row.getString("purpose")),
        StoredPicture.Kind.valueOf(row.getString("kind")),
        row.getString("media_type"),
        row.getBytes("sealed"),
        ownKey(row),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"));
  }

  private static @Nullable UserId user(ResultSet row) throws SQLException {
    Long id = Columns.optionalLong(row, "user_id");
    if (id == null) {
      return null;
    }
    return new UserId(id);
  }

  private static @Nullable OwnKey ownKey(ResultSet row) throws SQLException {
    Long epoch = Columns.optionalLong(row, "epoch");
    if (epoch == null) {
      return null;
    }
    return new OwnKey(epoch, row.getBytes("wrapped_key"));
  }
}
