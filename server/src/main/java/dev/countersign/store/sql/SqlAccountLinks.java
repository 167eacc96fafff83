package dev.countersign.store.sql;

import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.AccountLinks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlAccountLinks(Handle handle) implements AccountLinks {
  private static final String COLUMNS =
      "digest, customer_id, user_id, purpose, subject, sealed_payload, created_at, expires_at";

  @Override
  public void add(AccountLink link) {
    handle
        .createUpdate(
            """
            INSERT INTO account_link
              (digest, customer_id, user_id, purpose, subject, sealed_payload, created_at,
               expires_at)
            VALUES
              (:digest, :customer, :user, :purpose, :subject, :payload, :createdAt, :expiresAt)\
            """)
        .bind("digest", link.digest())
        .bind("customer", link.customerId().value())
        .bind("user", link.user().map(UserId::value).orElse(null))
        .bind("purpose", link.purpose().name())
        .bind("subject", link.subject())
        .bind("payload", link.sealedPayload())
        .bind("createdAt", link.createdAt().toEpochMilli())
        .bind("expiresAt", link.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<AccountLink> find(byte[] digest) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM account_link WHERE digest = :digest")
        .bind("digest", digest)
        .map(SqlAccountLinks::link)
        .findOne();
  }

  @Override
  public Optional<AccountLink> take(byte[] digest, Instant now) {
    return handle
        .createQuery(
            "DELETE FROM account_link WHERE digest = :digest AND expires_at > :now RETURNING "
                + COLUMNS)
        .bind("digest", digest)
        .bind("now", now.toEpochMilli())
        .map(SqlAccountLinks::link)
        .findOne();
  }

  @Override
  public Optional<AccountLink> bySubject(
      CustomerId customer, Purpose purpose, byte[] subject, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                 FROM account_link
                WHERE subject = :subject AND customer_id = :customer AND purpose = :purpose
                  AND expires_at > :now
                ORDER BY created_at DESC LIMIT 1\
                """)
        .bind("subject", subject)
        .bind("customer", customer.value())
        .bind("purpose", purpose.name())
        .bind("now", now.toEpochMilli())
        .map(SqlAccountLinks::link)
        .findOne();
  }

  @Override
  public Set<UserId> holders(
      CustomerId customer, Purpose purpose, Collection<UserId> people, Instant now) {
    if (people.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        handle
            .createQuery(
                """
                SELECT DISTINCT user_id FROM account_link
                WHERE customer_id = :customer AND user_id IN (<people>) AND purpose = :purpose
                  AND expires_at > :now\
                """)
            .bind("customer", customer.value())
            .bindList("people", people.stream().map(UserId::value).toList())
            .bind("purpose", purpose.name())
            .bind("now", now.toEpochMilli())
            .map((row, _) -> new UserId(row.getLong("user_id")))
            .list());
  }

  @Override
  public int removeOfSubject(CustomerId customer, Purpose purpose, byte[] subject) {
    return handle
        .createUpdate(
            """
            DELETE FROM account_link
            WHERE subject = :subject AND customer_id = :customer AND purpose = :purpose\
            """)
        .bind("subject", subject)
        .bind("customer", customer.value())
        .bind("purpose", purpose.name())
        .execute();
  }

  @Override
  public int removeOfUser(CustomerId customer, UserId user, Purpose purpose) {
    return handle
        .createUpdate(
            """
            DELETE FROM account_link
            WHERE customer_id = :customer AND user_id = :user AND purpose = :purpose\
            """)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("purpose", purpose.name())
        .execute();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "account_link", "digest")
        .delete("expires_at <= :before", before, limit);
  }

  private static AccountLink link(ResultSet row, StatementContext context) throws SQLException {
    Long user = Columns.optionalLong(row, "user_id");
    UserId userId = null;
    if (user != null) {
      userId = new UserId(user);
    }
    return new AccountLink(
        row.getBytes("digest"),
        new CustomerId(row.getLong("customer_id")),
        userId,
        Purpose.valueOf(row.getString("purpose")),
        row.getBytes("subject"),
        row.getBytes("sealed_payload"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"));
  }
}
