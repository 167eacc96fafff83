package dev.countersign.store.sql;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.ApiKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlApiKeys(Handle handle, Engine engine) implements ApiKeys {
  private static final String SELECT =
      "SELECT id, customer_id, label, kind, verifier, scopes, created_at FROM api_key ";

  @Override
  public void add(ApiKey key) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO api_key (id, customer_id, label, kind, verifier, scopes, created_at)
                VALUES (:id, :customer, :label, :kind, :verifier, :scopes, :createdAt)
                ON CONFLICT (customer_id, label) DO NOTHING\
                """)
            .bind("id", key.id().value())
            .bind("customer", key.customerId().value())
            .bind("label", key.label())
            .bind("kind", key.kind().name())
            .bind("verifier", key.verifier())
            .bind("scopes", Scope.join(key.scopes()))
            .bind("createdAt", key.createdAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw new AlreadyExists("a key with that label");
    }
  }

  @Override
  public Optional<ApiKey> byId(ApiKeyId id) {
    return byId(id, "");
  }

  @Override
  public Optional<ApiKey> hold(ApiKeyId id) {
    return byId(id, engine.forShare());
  }

  @Override
  public Optional<ApiKey> lock(ApiKeyId id) {
    return byId(id, engine.forUpdate());
  }

  private Optional<ApiKey> byId(ApiKeyId id, String locking) {
    return handle
        .createQuery(SELECT + "WHERE id = :id" + locking)
        .bind("id", id.value())
        .map(SqlApiKeys::key)
        .findOne();
  }

  @Override
  public List<ApiKey> passwordsOf(CustomerId customer) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND kind = 'PASSWORD' ORDER BY id")
        .bind("customer", customer.value())
        .map(SqlApiKeys::key)
        .list();
  }

  @Override
  public List<ApiKey> list(CustomerId customer) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer ORDER BY id")
        .bind("customer", customer.value())
        .map(SqlApiKeys::key)
        .list();
  }

  @Override
  public Optional<ApiKey> byLabel(CustomerId customer, String label) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer AND label = :label")
        .bind("customer", customer.value())
        .bind("label", label)
        .map(SqlApiKeys::key)
        .findOne();
  }

  @Override
  public boolean replaceVerifier(ApiKey old, String verifier) {
    return handle
            .createUpdate("UPDATE api_key SET verifier = :new WHERE id = :id AND verifier = :old")
            .bind("id", old.id().value())
            .bind("old", old.verifier())
            .bind("new", verifier)
            .execute()
        > 0;
  }

  @Override
  public boolean delete(ApiKeyId id) {
    return handle
            .createUpdate("DELETE FROM api_key WHERE id = :id")
            .bind("id", id.value())
            .execute()
        > 0;
  }

  private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
    return new ApiKey(
        new ApiKeyId(row.getLong("id")),
        new CustomerId(row.getLong("customer_id")),
        row.getString("label"),
        ApiKey.Kind.valueOf(row.getString("kind")),
        row.getString("verifier"),
        Scope.split(row.getString("scopes")),
        Columns.instant(row, "created_at"));
  }
}
