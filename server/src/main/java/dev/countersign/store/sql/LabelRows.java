package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserLabel;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Labels;
import dev.countersign.store.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** Groups and roles by their names; each in a table of its own, of the same columns. */
abstract sealed class LabelRows<T extends UserLabel> implements Labels<T>
    permits SqlGroups, SqlRoles {
  final Handle handle;
  private final String table;
  private final String called;
  private final UserLabel.Maker<T> maker;

  /**
   * Takes what they differ in.
   *
   * @param table where they are
   * @param called what one is called in messages
   */
  LabelRows(Handle handle, String table, String called, UserLabel.Maker<T> maker) {
    this.handle = handle;
    this.table = table;
    this.called = called;
    this.maker = maker;
  }

  @Override
  public final void add(T label) {
    int added =
        bind(
                "INSERT INTO "
                    + table
                    + """
                     (customer_id, id, name, name_key, description, created_at)
                    VALUES (:customer, :id, :name, :key, :description, :createdAt)
                    ON CONFLICT (customer_id, name_key) DO NOTHING\
                    """,
                label)
            .bind("createdAt", label.createdAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw taken();
    }
  }

  private AlreadyExists taken() {
    return new AlreadyExists("a " + called + " of that name");
  }

  private Update bind(String sql, T label) {
    return handle
        .createUpdate(sql)
        .bind("customer", label.customerId().value())
        .bind("id", label.id())
        .bind("name", label.name())
        .bind("key", label.nameKey())
        .bind("description", label.description());
  }

  @Override
  public final Optional<T> byId(CustomerId customer, long id) {
    return select("WHERE l.customer_id = :customer AND l.id = :id", customer)
        .bind("id", id)
        .map(this::label)
        .findOne();
  }

  @Override
  public final Optional<T> byNameKey(CustomerId customer, String nameKey) {
    return select("WHERE l.customer_id = :customer AND l.name_key = :key", customer)
        .bind("key", nameKey)
        .map(this::label)
        .findOne();
  }

  @Override
  public final List<T> list(CustomerId customer, String afterNameKey, int limit) {
    return select(
            """
            WHERE l.customer_id = :customer AND l.name_key > :after
            ORDER BY l.name_key LIMIT :limit\
            """,
            customer)
        .bind("after", afterNameKey)
        .bind("limit", limit)
        .map(this::label)
        .list();
  }

  @Override
  public final void update(T changed) {
    Optional<T> holder = byNameKey(changed.customerId(), changed.nameKey());
    if (holder.isPresent() && holder.get().id() != changed.id()) {
      throw taken();
    }
    int updated =
        bind(
                "UPDATE "
                    + table
                    + """
                     SET name = :name, name_key = :key, description = :description
                    WHERE customer_id = :customer AND id = :id\
                    """,
                changed)
            .execute();
    if (updated == 0) {
      throw new NotFound("the " + called);
    }
  }

  @Override
  public final boolean delete(CustomerId customer, long id) {
    return handle
            .createUpdate("DELETE FROM " + table + " WHERE customer_id = :customer AND id = :id")
            .bind("customer", customer.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Those rows, {@code l} in what is said of them. */
  final Query select(String rest, CustomerId customer) {
    return handle
        .createQuery(
            "SELECT l.customer_id, l.id, l.name, l.name_key, l.description, l.created_at FROM "
                + table
                + " l "
                + rest)
        .bind("customer", customer.value());
  }

  final T label(ResultSet row, StatementContext context) throws SQLException {
    return maker.of(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        row.getString("name"),
        row.getString("name_key"),
        row.getString("description"),
        Columns.instant(row, "created_at"));
  }
}
