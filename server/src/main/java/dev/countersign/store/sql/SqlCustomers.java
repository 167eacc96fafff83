package dev.countersign.store.sql;

import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Customers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlCustomers(Handle handle) implements Customers {
  @Override
  public void add(Customer customer) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO customer (id, name, name_key, created_at)
                VALUES (:id, :name, :nameKey, :createdAt) ON CONFLICT (name_key) DO NOTHING\
                """)
            .bind("id", customer.id().value())
            .bind("name", customer.name())
            .bind("nameKey", customer.nameKey())
            .bind("createdAt", customer.createdAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw new AlreadyExists("a customer of that name");
    }
  }

  @Override
  public Optional<Customer> byId(CustomerId id) {
    return handle
        .createQuery("SELECT id, name, name_key, created_at FROM customer WHERE id = :id")
        .bind("id", id.value())
        .map(SqlCustomers::customer)
        .findOne();
  }

  @Override
  public Optional<Customer> byNameKey(String nameKey) {
    return handle
        .createQuery("SELECT id, name, name_key, created_at FROM customer WHERE name_key = :key")
        .bind("key", nameKey)
        .map(SqlCustomers::customer)
        .findOne();
  }

  @Override
  public Optional<Customer> oldest() {
    return handle
        .createQuery("SELECT id, name, name_key, created_at FROM customer ORDER BY id LIMIT 1")
        .map(SqlCustomers::customer)
        .findOne();
  }

  @Override
  public List<Customer> list() {
    return handle
        .createQuery("SELECT id, name, name_key, created_at FROM customer ORDER BY name_key")
        .map(SqlCustomers::customer)
        .list();
  }

  @Override
  public List<Customer> list(String afterNameKey, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, name, name_key, created_at FROM customer
            WHERE name_key > :after ORDER BY name_key LIMIT :limit\
            """)
        .bind("after", afterNameKey)
        .bind("limit", limit)
        .map(SqlCustomers::customer)
        .list();
  }

  // No character comes after U+10FFFF, bytewise in UTF-8.
  @Override
  public List<Customer> list(String beginning, String afterNameKey, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, name, name_key, created_at FROM customer
            WHERE name_key > :after AND name_key >= :first AND name_key < :last
            ORDER BY name_key LIMIT :limit\
            """)
        .bind("after", afterNameKey)
        .bind("first", beginning)
        .bind("last", beginning + Character.toString(Character.MAX_CODE_POINT))
        .bind("limit", limit)
        .map(SqlCustomers::customer)
        .list();
  }

  @Override
  public boolean delete(CustomerId id) {
    return handle
            .createUpdate("DELETE FROM customer WHERE id = :id")
            .bind("id", id.value())
            .execute()
        > 0;
  }

  private static Customer customer(ResultSet row, StatementContext context) throws SQLException {
    return new Customer(
        new CustomerId(row.getLong("id")),
        row.getString("name"),
        row.getString("name_key"),
        Columns.instant(row, "created_at"));
  }
}
