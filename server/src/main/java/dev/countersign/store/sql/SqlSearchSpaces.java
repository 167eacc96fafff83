package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.UserId;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.NotFound;
import dev.countersign.store.SearchSpaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

record SqlSearchSpaces(Handle handle, Engine engine) implements SearchSpaces {
  private static final String SELECT =
      "SELECT customer_id, id, name, name_key FROM search_space WHERE customer_id = :customer ";

  @Override
  public void add(SearchSpace space) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO search_space (customer_id, id, name, name_key)
                VALUES (:customer, :id, :name, :key)
                ON CONFLICT (customer_id, name_key) DO NOTHING\
                """)
            .bind("customer", space.customerId().value())
            .bind("id", space.id())
            .bind("name", space.name())
            .bind("key", space.nameKey())
            .execute();
    if (added == 0) {
      throw new AlreadyExists("a search space of that name");
    }
  }

  @Override
  public Optional<SearchSpace> byNameKey(CustomerId customer, String nameKey) {
    return select("AND name_key = :key", customer)
        .bind("key", nameKey)
        .map(SqlSearchSpaces::space)
        .findOne();
  }

  @Override
  public Optional<SearchSpace> find(CustomerId customer, long id) {
    return select("AND id = :id", customer).bind("id", id).map(SqlSearchSpaces::space).findOne();
  }

  @Override
  public List<SearchSpace> page(CustomerId customer, long afterId, int limit) {
    return select("AND id > :after ORDER BY id LIMIT :limit", customer)
        .bind("after", afterId)
        .bind("limit", limit)
        .map(SqlSearchSpaces::space)
        .list();
  }

  @Override
  public List<SearchSpace> list(CustomerId customer, String afterNameKey, int limit) {
    return select("AND name_key > :after ORDER BY name_key LIMIT :limit", customer)
        .bind("after", afterNameKey)
        .bind("limit", limit)
        .map(SqlSearchSpaces::space)
        .list();
  }

  @Override
  public void rename(SearchSpace changed) {
    Optional<SearchSpace> holder = byNameKey(changed.customerId(), changed.nameKey());
    if (holder.isPresent() && holder.get().id() != changed.id()) {
      throw new AlreadyExists("a search space of that name");
    }
    int renamed =
        handle
            .createUpdate(
                """
                UPDATE search_space SET name = :name, name_key = :key
                WHERE customer_id = :customer AND id = :id\
                """)
            .bind("name", changed.name())
            .bind("key", changed.nameKey())
            .bind("customer", changed.customerId().value())
            .bind("id", changed.id())
            .execute();
    if (renamed == 0) {
      throw new NotFound("the search space");
    }
  }

  @Override
  public boolean removeMember(SearchSpace space, UserId user) {
    return handle
            .createUpdate(
                """
                DELETE FROM search_space_user
                WHERE customer_id = :customer AND space_id = :space AND user_id = :user\
                """)
            .bind("customer", space.customerId().value())
            .bind("space", space.id())
            .bind("user", user.value())
            .execute()
        > 0;
  }

  @Override
  public int countMembers(SearchSpace space, int most) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM (
              SELECT user_id FROM search_space_user
              WHERE customer_id = :customer AND space_id = :space LIMIT :most) AS counted\
            """)
        .bind("customer", space.customerId().value())
        .bind("space", space.id())
        .bind("most", most)
        .mapTo(Integer.class)
        .one();
  }

  private Query select(String condition, CustomerId customer) {
    return handle.createQuery(SELECT + condition).bind("customer", customer.value());
  }

  private static SearchSpace space(ResultSet row, StatementContext context) throws SQLException {
    return new SearchSpace(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        row.getString("name"),
        row.getString("name_key"));
  }

  @Override
  public List<UserId> memberPage(SearchSpace space, long afterUser, int limit) {
    return handle
        .createQuery(
            """
            SELECT user_id FROM search_space_user
            WHERE customer_id = :customer AND space_id = :space AND user_id > :after
            ORDER BY user_id LIMIT :limit\
            """)
        .bind("customer", space.customerId().value())
        .bind("space", space.id())
        .bind("after", afterUser)
        .bind("limit", limit)
        .map((row, context) -> new UserId(row.getLong("user_id")))
        .list();
  }

  @Override
  public void replaceMembers(SearchSpace space, List<UserId> users) {
    lock(space);
    handle
        .createUpdate(
            "DELETE FROM search_space_user WHERE customer_id = :customer AND space_id = :space")
        .bind("customer", space.customerId().value())
        .bind("space", space.id())
        .execute();
    addMembers(space, users);
  }

  @Override
  public void addMembers(SearchSpace space, List<UserId> users) {
    if (users.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO search_space_user (customer_id, space_id, user_id)
            VALUES (:customer, :space, :user) ON CONFLICT DO NOTHING\
            """);
    for (UserId user : users) {
      batch
          .bind("customer", space.customerId().value())
          .bind("space", space.id())
          .bind("user", user.value())
          .add();
    }
    batch.execute();
  }

  /** Two replacements at once would leave the space with the people of both. */
  private void lock(SearchSpace space) {
    Optional<Long> found =
        handle
            .createQuery(
                "SELECT id FROM search_space WHERE customer_id = :customer AND id = :id"
                    + engine.forUpdate())
            .bind("customer", space.customerId().value())
            .bind("id", space.id())
            .mapTo(Long.class)
            .findOne();
    if (found.isEmpty()) {
      throw new NotFound("the search space");
    }
  }

  @Override
  public List<String> memberNames(SearchSpace space) {
    return handle
        .createQuery(
            """
            SELECT u.user_name FROM search_space_user m
            JOIN user_account u ON u.customer_id = m.customer_id AND u.id = m.user_id
            WHERE m.customer_id = :customer AND m.space_id = :space ORDER BY u.user_name_key\
            """)
        .bind("customer", space.customerId().value())
        .bind("space", space.id())
        .mapTo(String.class)
        .list();
  }

  @Override
  public long[] memberIds(SearchSpace space) {
    return handle
        .createQuery(
            """
            SELECT user_id FROM search_space_user
            WHERE customer_id = :customer AND space_id = :space\
            """)
        .bind("customer", space.customerId().value())
        .bind("space", space.id())
        .mapTo(Long.class)
        .list()
        .stream()
        .mapToLong(id -> id)
        .toArray();
  }

  @Override
  public boolean delete(SearchSpace space) {
    return handle
            .createUpdate("DELETE FROM search_space WHERE customer_id = :customer AND id = :id")
            .bind("customer", space.customerId().value())
            .bind("id", space.id())
            .execute()
        > 0;
  }
}
