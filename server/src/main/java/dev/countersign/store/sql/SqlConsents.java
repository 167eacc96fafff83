package dev.countersign.store.sql;

import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Consents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlConsents(Handle handle) implements Consents {
  private static final String SELECT =
      """
      SELECT customer_id, id, user_id, source, purpose, text_version, given_at, expires_at,
             withdrawn_at, ended_at
      FROM face_consent
      """;

  @Override
  public void add(Consent consent) {
    insert(consent, "");
  }

  @Override
  public void put(Consent consent) {
    insert(
        consent,
        """
         ON CONFLICT (customer_id, id) DO UPDATE SET
          user_id = :user, source = :source, purpose = :purpose, text_version = :textVersion,
          given_at = :givenAt, expires_at = :expiresAt, withdrawn_at = :withdrawnAt,
          ended_at = :endedAt\
        """);
  }

  @Override
  public List<Consent> page(CustomerId customer, long afterId, int limit) {
    return handle
        .createQuery(
            SELECT + "WHERE customer_id = :customer AND id > :after ORDER BY id LIMIT :limit")
        .bind("customer", customer.value())
        .bind("after", afterId)
        .bind("limit", limit)
        .map(SqlConsents::consent)
        .list();
  }

  @Override
  public long count(CustomerId customer) {
    return handle
        .createQuery("SELECT count(*) FROM face_consent WHERE customer_id = :customer")
        .bind("customer", customer.value())
        .mapTo(Long.class)
        .one();
  }

  private void insert(Consent consent, String otherwise) {
    handle
        .createUpdate(
            """
            INSERT INTO face_consent
              (customer_id, id, user_id, source, purpose, text_version, given_at, expires_at,
               withdrawn_at, ended_at)
            VALUES
              (:customer, :id, :user, :source, :purpose, :textVersion, :givenAt, :expiresAt,
               :withdrawnAt, :endedAt)\
            """
                + otherwise)
        .bind("customer", consent.customerId().value())
        .bind("id", consent.id())
        .bind("user", consent.userId().value())
        .bind("source", consent.source().name())
        .bind("purpose", consent.purpose())
        .bind("textVersion", consent.textVersion())
        .bind("givenAt", consent.givenAt().toEpochMilli())
        .bind("expiresAt", consent.expiresAt().toEpochMilli())
        .bind("withdrawnAt", Columns.millis(consent.withdrawnAt()))
        .bind("endedAt", Columns.millis(consent.endedAt()))
        .execute();
  }

  @Override
  public Optional<Consent> find(CustomerId customer, long id) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND id = :id")
        .bind("customer", customer.value())
        .bind("id", id)
        .map(SqlConsents::consent)
        .findOne();
  }

  @Override
  public List<Consent> list(CustomerId customer, UserId user) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND user_id = :user ORDER BY id DESC")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlConsents::consent)
        .list();
  }

  @Override
  public int end(CustomerId customer, UserId user, Instant endedAt, @Nullable Instant withdrawnAt) {
    return handle
        .createUpdate(
            """
            UPDATE face_consent SET ended_at = :endedAt, withdrawn_at = :withdrawnAt
            WHERE customer_id = :customer AND user_id = :user AND ended_at IS NULL\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("endedAt", endedAt.toEpochMilli())
        .bind("withdrawnAt", Columns.millis(withdrawnAt))
        .execute();
  }

  @Override
  public List<Consent> expired(Instant now, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE ended_at IS NULL AND expires_at <= :now ORDER BY expires_at LIMIT :limit")
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map(SqlConsents::consent)
        .list();
  }

  @Override
  public int deleteOfUser(CustomerId customer, UserId user) {
    return handle
        .createUpdate("DELETE FROM face_consent WHERE customer_id = :customer AND user_id = :user")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .execute();
  }

  private static Consent consent(ResultSet row, StatementContext context) throws SQLException {
    return new Consent(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        new UserId(row.getLong("user_id")),
        Consent.Source.valueOf(row.getString("source")),
        row.getString("purpose"),
        row.getString("text_version"),
        Columns.instant(row, "given_at"),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "withdrawn_at"),
        Columns.optionalInstant(row, "ended_at"));
  }
}
