package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import dev.countersign.store.FaceTemplates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

record SqlFaceTemplates(Handle handle, Engine engine) implements FaceTemplates {
  private static final int FETCHED_AT_ONCE = 1_000;
  private static final String COLUMNS =
      """
      t.customer_id, t.user_id, t.consent_id, t.model, t.rotation_epoch, t.version, t.sealed,
      t.created_at, t.updated_at
      """;
  private static final String ONE =
      "SELECT "
          + COLUMNS
          + "FROM face_template t WHERE t.customer_id = :customer AND t.user_id = :user";

  @Override
  public void put(StoredTemplate template) {
    handle
        .createUpdate(
            """
            INSERT INTO face_template
              (customer_id, user_id, consent_id, model, rotation_epoch, version, sealed,
               created_at, updated_at)
            VALUES
              (:customer, :user, :consent, :model, :rotation, :version, :sealed,
               :createdAt, :updatedAt)
            ON CONFLICT (customer_id, user_id) DO UPDATE SET
              consent_id = :consent, model = :model, rotation_epoch = :rotation,
              version = :version, sealed = :sealed, created_at = :createdAt,
              updated_at = :updatedAt\
            """)
        .bind("customer", template.customerId().value())
        .bind("user", template.userId().value())
        .bind("consent", template.consentId())
        .bind("model", template.model())
        .bind("rotation", template.rotationEpoch())
        .bind("version", template.version())
        .bind("sealed", template.sealed())
        .bind("createdAt", template.createdAt().toEpochMilli())
        .bind("updatedAt", template.updatedAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<StoredTemplate> find(CustomerId customer, UserId user) {
    return one(ONE, customer, user);
  }

  @Override
  public Optional<StoredTemplate> lock(CustomerId customer, UserId user) {
    return one(ONE + engine.forUpdate(), customer, user);
  }

  private Optional<StoredTemplate> one(String sql, CustomerId customer, UserId user) {
    return of(handle.createQuery(sql), customer, user).map(SqlFaceTemplates::template).findOne();
  }

  private static Query of(Query query, CustomerId customer, UserId user) {
    return query.bind("customer", customer.value()).bind("user", user.value());
  }

  private static Update of(Update update, CustomerId customer, UserId user) {
    return update.bind("customer", customer.value()).bind("user", user.value());
  }

  @Override
  public List<StoredSample> samples(CustomerId customer, UserId user) {
    String sql =
        """
        SELECT number, quality, sealed, created_at FROM face_sample
        WHERE customer_id = :customer AND user_id = :user ORDER BY number\
        """;
    return of(handle.createQuery(sql), customer, user)
        .map((row, context) ->
            new StoredSample(
                row.getInt("number"),
                row.getDouble("quality"),
                row.getBytes("sealed"),
                Columns.instant(row, "created_at")))
        .list();
  }

  @Override
  public void addSample(CustomerId customer, UserId user, StoredSample sample) {
    String sql =
        """
        INSERT INTO face_sample (customer_id, user_id, number, quality, sealed, created_at)
        VALUES (:customer, :user, :number, :quality, :sealed, :createdAt)\
        """;
    of(handle.createUpdate(sql), customer, user)
        .bind("number", sample.number())
        .bind("quality", sample.quality())
        .bind("sealed", sample.sealed())
        .bind("createdAt", sample.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public void deleteSample(CustomerId customer, UserId user, int number) {
    String sql =
        """
        DELETE FROM face_sample
        WHERE customer_id = :customer AND user_id = :user AND number = :number\
        """;
    of(handle.createUpdate(sql), customer, user).bind("number", number).execute();
  }

  @Override
  public int deleteSamples(CustomerId customer, UserId user) {
    String sql = "DELETE FROM face_sample WHERE customer_id = :customer AND user_id = :user";
    return of(handle.createUpdate(sql), customer, user).execute();
  }

  @Override
  public boolean delete(CustomerId customer, UserId user) {
    String sql = "DELETE FROM face_template WHERE customer_id = :customer AND user_id = :user";
    return of(handle.createUpdate(sql), customer, user).execute() > 0;
  }

  @Override
  public void resealSample(CustomerId customer, UserId user, int number, byte[] sealed) {
    String sql =
        """
        UPDATE face_sample SET sealed = :sealed
        WHERE customer_id = :customer AND user_id = :user AND number = :number\
        """;
    of(handle.createUpdate(sql), customer, user)
        .bind("number", number)
        .bind("sealed", sealed)
        .execute();
  }

  @Override
  public List<StoredTemplate> lockTurnedBefore(
      CustomerId customer, long rotationEpoch, long afterUser, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                FROM face_template t
                WHERE t.customer_id = :customer AND t.user_id > :after
                  AND t.rotation_epoch < :rotation
                ORDER BY t.user_id LIMIT :limit\
                """
                + engine.forUpdate())
        .bind("customer", customer.value())
        .bind("after", afterUser)
        .bind("rotation", rotationEpoch)
        .bind("limit", limit)
        .map(SqlFaceTemplates::template)
        .list();
  }

  @Override
  public long countTurnedBefore(CustomerId customer, long rotationEpoch) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM face_template
            WHERE customer_id = :customer AND rotation_epoch < :rotation\
            """)
        .bind("customer", customer.value())
        .bind("rotation", rotationEpoch)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public long count(CustomerId customer) {
    return handle
        .createQuery("SELECT count(*) FROM face_template WHERE customer_id = :customer")
        .bind("customer", customer.value())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<CustomerId> customers() {
    // One step into the index for each customer; a DISTINCT would walk over every template.
    return handle
        .createQuery(
            """
            SELECT id FROM customer c WHERE EXISTS
              (SELECT 1 FROM face_template t WHERE t.customer_id = c.id) ORDER BY id\
            """)
        .map((row, context) -> new CustomerId(row.getLong("id")))
        .list();
  }

  // The key's bound follows from the template's, but not for PostgreSQL: it would read the keys
  // from the first on, for every page.
  @Override
  public List<Keyed> page(CustomerId customer, long afterUser, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                , k.epoch, k.wrapped FROM face_template t
                JOIN face_data_key k ON k.customer_id = t.customer_id AND k.user_id = t.user_id
                WHERE t.customer_id = :customer AND t.user_id > :after
                  AND k.user_id > :after
                ORDER BY t.user_id LIMIT :limit\
                """)
        .setFetchSize(FETCHED_AT_ONCE)
        .bind("customer", customer.value())
        .bind("after", afterUser)
        .bind("limit", limit)
        .map(SqlFaceTemplates::keyed)
        .list();
  }

  private static Keyed keyed(ResultSet row, StatementContext context) throws SQLException {
    StoredTemplate template = template(row, context);
    WrappedKey key =
        new WrappedKey(
            template.customerId(),
            template.userId(),
            row.getLong("epoch"),
            row.getBytes("wrapped"));
    return new Keyed(template, key);
  }

  private static StoredTemplate template(ResultSet row, StatementContext context)
      throws SQLException {
    return new StoredTemplate(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        row.getLong("consent_id"),
        row.getString("model"),
        row.getLong("rotation_epoch"),
        row.getLong("version"),
        row.getBytes("sealed"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }
}
