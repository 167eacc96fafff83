package dev.countersign.store.sql;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.Clients;
import dev.countersign.store.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

record SqlClients(Handle handle) implements Clients {
  private static final String SELECT =
      """
      SELECT id, customer_id, name, settings, secret_digest, registration_digest, disabled,
             created_at, updated_at
      FROM client
      """;

  @Override
  public void add(Client client) {
    Update insert =
        handle.createUpdate(
            """
            INSERT INTO client
              (id, customer_id, name, settings, notify_logout, secret_digest, registration_digest,
               disabled, created_at, updated_at)
            VALUES
              (:id, :customer, :name, :settings, :notify, :secret, :registration, :disabled,
               :createdAt, :updatedAt)\
            """);
    bind(insert, client)
        .bind("customer", client.customerId().value())
        .bind("createdAt", client.createdAt().toEpochMilli())
        .bind("updatedAt", client.updatedAt().toEpochMilli())
        .execute();
    addResources(client);
  }

  private void addResources(Client client) {
    client.settings().resources().stream()
        .map(SqlClients::withoutSlash)
        .distinct()
        .forEach(resource ->
            handle
                .createUpdate(
                    """
                    INSERT INTO client_resource (resource, client_id, customer_id)
                    VALUES (:resource, :client, :customer)\
                    """)
                .bind("resource", resource)
                .bind("client", client.id().value())
                .bind("customer", client.customerId().value())
                .execute());
  }

  private void replaceResources(Client client) {
    handle
        .createUpdate("DELETE FROM client_resource WHERE client_id = :client")
        .bind("client", client.id().value())
        .execute();
    addResources(client);
  }

  @Override
  public void put(Client client) {
    Update update =
        handle.createUpdate(
            """
            UPDATE client SET
              name = :name, settings = :settings, notify_logout = :notify,
              secret_digest = :secret, registration_digest = :registration, disabled = :disabled,
              created_at = :createdAt, updated_at = :updatedAt
            WHERE id = :id AND customer_id = :customer\
            """);
    int updated =
        bind(update, client)
            .bind("customer", client.customerId().value())
            .bind("createdAt", client.createdAt().toEpochMilli())
            .bind("updatedAt", client.updatedAt().toEpochMilli())
            .execute();
    if (updated == 0) {
      add(client);
      return;
    }
    replaceResources(client);
  }

  private static Update bind(Update statement, Client client) {
    boolean notify = client.settings().backchannelLogoutUri() != null;
    return statement
        .bind("id", client.id().value())
        .bind("name", client.name())
        .bind("settings", JsonColumn.write(client.settings()))
        .bind("notify", Columns.number(notify))
        .bind("secret", client.secretDigest())
        .bind("registration", client.registrationDigest())
        .bind("disabled", Columns.number(client.disabled()));
  }

  @Override
  public Optional<Client> byId(ClientId id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id.value())
        .map(SqlClients::client)
        .findOne();
  }

  @Override
  public List<Client> list(CustomerId customer) {
    return handle
        .createQuery(SELECT + "WHERE customer_id = :customer ORDER BY id")
        .bind("customer", customer.value())
        .map(SqlClients::client)
        .list();
  }

  @Override
  public List<Client> list(CustomerId customer, String part, long after, int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE customer_id = :customer AND id > :after
                  AND (name LIKE :part ESCAPE '!' OR lower(name) LIKE :lower ESCAPE '!'
                       OR CAST(id AS TEXT) = :exact)
                ORDER BY id LIMIT :limit\
                """)
        .bind("customer", customer.value())
        .bind("after", after)
        .bind("part", "%" + escaped(part) + "%")
        .bind("lower", "%" + escaped(part.toLowerCase(Locale.ROOT)) + "%")
        .bind("exact", part)
        .bind("limit", limit)
        .map(SqlClients::client)
        .list();
  }

  @Override
  public List<Client> named(String name, int limit) {
    return handle
        .createQuery(SELECT + "WHERE name = :name ORDER BY id LIMIT :limit")
        .bind("name", name)
        .bind("limit", limit)
        .map(SqlClients::client)
        .list();
  }

  private static String escaped(String part) {
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public boolean resourceElsewhere(CustomerId customer, String resource) {
    return handle
        .createQuery(
            """
            SELECT 1 FROM client_resource
            WHERE resource = :resource AND customer_id <> :customer LIMIT 1\
            """)
        .bind("resource", withoutSlash(resource))
        .bind("customer", customer.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static String withoutSlash(String resource) {
    if (resource.endsWith("/")) {
      return resource.substring(0, resource.length() - 1);
    }
    return resource;
  }

  @Override
  public void update(Client old, Client changed, Instant now) {
    Update update =
        handle.createUpdate(
            """
            UPDATE client SET
              name = :name, settings = :settings, notify_logout = :notify,
              secret_digest = :secret, registration_digest = :registration, disabled = :disabled,
              updated_at = :now
            WHERE id = :id AND updated_at = :oldUpdatedAt\
            """);
    int updated =
        bind(update, changed)
            .bind("oldUpdatedAt", old.updatedAt().toEpochMilli())
            // Two changes in one millisecond must still be told apart.
            .bind("now", Math.max(now.toEpochMilli(), old.updatedAt().toEpochMilli() + 1))
            .execute();
    if (updated == 0) {
      explainMissing(old.id());
    }
    if (!old.settings().resources().equals(changed.settings().resources())) {
      replaceResources(changed);
    }
  }

  private void explainMissing(ClientId id) {
    if (byId(id).isEmpty()) {
      throw new NotFound("the client");
    }
    throw new ChangedMeanwhile("the client");
  }

  @Override
  public boolean delete(ClientId id) {
    return handle.createUpdate("DELETE FROM client WHERE id = :id").bind("id", id.value()).execute()
        > 0;
  }

  private static Client client(ResultSet row, StatementContext context) throws SQLException {
    return new Client(
        new ClientId(row.getLong("id")),
        new CustomerId(row.getLong("customer_id")),
        row.getString("name"),
        JsonColumn.read(row.getString("settings"), ClientSettings.class),
        row.getString("secret_digest"),
        row.getString("registration_digest"),
        Columns.truth(row, "disabled"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }
}
