package dev.countersign.store.sql;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserConsent;
import dev.countersign.domain.UserId;
import dev.countersign.store.UserConsents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlUserConsents(Handle handle) implements UserConsents {
  private static final String ALL =
      "SELECT customer_id, user_id, client_id, scope, granted_at FROM user_consent"
          + " WHERE customer_id = :customer";
  private static final String SELECT = ALL + " AND user_id = :user";

  @Override
  public void put(UserConsent consent) {
    handle
        .createUpdate(
            """
            INSERT INTO user_consent (customer_id, user_id, client_id, scope, granted_at)
            VALUES (:customer, :user, :client, :scope, :grantedAt)
            ON CONFLICT (customer_id, user_id, client_id)
              DO UPDATE SET scope = excluded.scope, granted_at = excluded.granted_at\
            """)
        .bind("customer", consent.customerId().value())
        .bind("user", consent.userId().value())
        .bind("client", consent.clientId().value())
        .bind("scope", Columns.words(consent.scopes()))
        .bind("grantedAt", consent.grantedAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<UserConsent> find(CustomerId customer, UserId user, ClientId client) {
    return handle
        .createQuery(SELECT + " AND client_id = :client")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("client", client.value())
        .map(SqlUserConsents::consent)
        .findOne();
  }

  @Override
  public List<UserConsent> list(CustomerId customer, UserId user) {
    return handle
        .createQuery(SELECT + " ORDER BY granted_at DESC, client_id DESC")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlUserConsents::consent)
        .list();
  }

  @Override
  public List<UserConsent> page(CustomerId customer, long afterUser, long afterClient, int limit) {
    return handle
        .createQuery(
            ALL
                + " AND (user_id > :user OR (user_id = :user AND client_id > :client))"
                + " ORDER BY user_id, client_id LIMIT :limit")
        .bind("customer", customer.value())
        .bind("user", afterUser)
        .bind("client", afterClient)
        .bind("limit", limit)
        .map(SqlUserConsents::consent)
        .list();
  }

  @Override
  public boolean delete(CustomerId customer, UserId user, ClientId client) {
    return handle
            .createUpdate(
                """
                DELETE FROM user_consent
                WHERE customer_id = :customer AND user_id = :user AND client_id = :client\
                """)
            .bind("customer", customer.value())
            .bind("user", user.value())
            .bind("client", client.value())
            .execute()
        > 0;
  }

  private static UserConsent consent(ResultSet row, StatementContext context) throws SQLException {
    return new UserConsent(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("user_id")),
        new ClientId(row.getLong("client_id")),
        Columns.wordSet(row.getString("scope")),
        Columns.instant(row, "granted_at"));
  }
}
