package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Issuers;
import dev.countersign.store.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlIssuers(Handle handle, Engine engine) implements Issuers {
  @Override
  public void add(Issuer issuer, Instant createdAt) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO issuer (id, base_url, customer_id, created_at)
                VALUES (:id, :baseUrl, :customer, :createdAt) ON CONFLICT DO NOTHING\
                """)
            .bind("id", issuer.id())
            .bind("baseUrl", issuer.baseUrl())
            .bind("customer", issuer.owner().map(CustomerId::value).orElse(null))
            .bind("createdAt", createdAt.toEpochMilli())
            .execute();
    if (added == 0) {
      throw new AlreadyExists("an issuer for that customer");
    }
  }

  @Override
  public Optional<Issuer> defaultIssuer() {
    return handle
        .createQuery("SELECT id, base_url, customer_id FROM issuer WHERE customer_id IS NULL")
        .map(SqlIssuers::issuer)
        .findOne();
  }

  @Override
  public List<Issuer> list() {
    return handle
        .createQuery("SELECT id, base_url, customer_id FROM issuer ORDER BY id")
        .map(SqlIssuers::issuer)
        .list();
  }

  @Override
  public void rename(Issuer issuer, String baseUrl) {
    handle
        .createUpdate("UPDATE issuer SET base_url = :baseUrl WHERE id = :id")
        .bind("id", issuer.id())
        .bind("baseUrl", baseUrl)
        .execute();
  }

  @Override
  public void lock(long issuerId) {
    Optional<Long> found =
        handle
            .createQuery("SELECT id FROM issuer WHERE id = :id" + engine.forUpdate())
            .bind("id", issuerId)
            .mapTo(Long.class)
            .findOne();
    if (found.isEmpty()) {
      throw new NotFound("the issuer");
    }
  }

  private static Issuer issuer(ResultSet row, StatementContext context) throws SQLException {
    return new Issuer(row.getLong("id"), row.getString("base_url"), owner(row));
  }

  private static @Nullable CustomerId owner(ResultSet row) throws SQLException {
    Long customer = Columns.optionalLong(row, "customer_id");
    if (customer == null) {
      return null;
    }
    return new CustomerId(customer);
  }
}
