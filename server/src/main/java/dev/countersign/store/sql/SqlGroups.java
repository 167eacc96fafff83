package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Groups;
import dev.countersign.store.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

record SqlGroups(Handle handle) implements Groups {
  static final String SELECT =
      "SELECT g.customer_id, g.id, g.name, g.name_key, g.description, g.created_at"
          + " FROM user_group g ";

  @Override
  public void add(UserGroup group) {
    int added =
        bind(
                handle.createUpdate(
                    """
                    INSERT INTO user_group
                      (customer_id, id, name, name_key, description, created_at)
                    VALUES (:customer, :id, :name, :key, :description, :createdAt)
                    ON CONFLICT (customer_id, name_key) DO NOTHING\
                    """),
                group)
            .bind("createdAt", group.createdAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw taken();
    }
  }

  private static AlreadyExists taken() {
    return new AlreadyExists("a group of that name");
  }

  private static Update bind(Update statement, UserGroup group) {
    return statement
        .bind("customer", group.customerId().value())
        .bind("id", group.id())
        .bind("name", group.name())
        .bind("key", group.nameKey())
        .bind("description", group.description());
  }

  @Override
  public Optional<UserGroup> byId(CustomerId customer, long id) {
    return select("WHERE g.customer_id = :customer AND g.id = :id", customer)
        .bind("id", id)
        .map(SqlGroups::group)
        .findOne();
  }

  @Override
  public Optional<UserGroup> byNameKey(CustomerId customer, String nameKey) {
    return select("WHERE g.customer_id = :customer AND g.name_key = :key", customer)
        .bind("key", nameKey)
        .map(SqlGroups::group)
        .findOne();
  }

  @Override
  public List<UserGroup> list(CustomerId customer, String afterNameKey, int limit) {
    return select(
            """
            WHERE g.customer_id = :customer AND g.name_key > :after
            ORDER BY g.name_key LIMIT :limit\
            """,
            customer)
        .bind("after", afterNameKey)
        .bind("limit", limit)
        .map(SqlGroups::group)
        .list();
  }

  @Override
  public List<UserGroup> ofUser(CustomerId customer, UserId user) {
    return select(
            """
            JOIN group_member m ON m.customer_id = g.customer_id AND m.group_id = g.id
            WHERE m.customer_id = :customer AND m.user_id = :user ORDER BY g.name_key\
            """,
            customer)
        .bind("user", user.value())
        .map(SqlGroups::group)
        .list();
  }

  @Override
  public void update(UserGroup changed) {
    Optional<UserGroup> holder = byNameKey(changed.customerId(), changed.nameKey());
    if (holder.isPresent() && holder.get().id() != changed.id()) {
      throw taken();
    }
    int updated =
        bind(
                handle.createUpdate(
                    """
                    UPDATE user_group SET name = :name, name_key = :key, description = :description
                    WHERE customer_id = :customer AND id = :id\
                    """),
                changed)
            .execute();
    if (updated == 0) {
      throw new NotFound("the group");
    }
  }

  @Override
  public boolean delete(CustomerId customer, long id) {
    return handle
            .createUpdate("DELETE FROM user_group WHERE customer_id = :customer AND id = :id")
            .bind("customer", customer.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  @Override
  public boolean addMember(CustomerId customer, long group, UserId user) {
    return member(
        """
        INSERT INTO group_member (customer_id, group_id, user_id)
        VALUES (:customer, :group, :user) ON CONFLICT DO NOTHING\
        """,
        customer,
        group,
        user);
  }

  @Override
  public boolean removeMember(CustomerId customer, long group, UserId user) {
    return member(
        """
        DELETE FROM group_member
        WHERE customer_id = :customer AND group_id = :group AND user_id = :user\
        """,
        customer,
        group,
        user);
  }

  private boolean member(String sql, CustomerId customer, long group, UserId user) {
    return handle
            .createUpdate(sql)
            .bind("customer", customer.value())
            .bind("group", group)
            .bind("user", user.value())
            .execute()
        > 0;
  }

  @Override
  public List<UserId> members(CustomerId customer, long group, long afterUser, int limit) {
    return handle
        .createQuery(
            """
            SELECT user_id FROM group_member
            WHERE customer_id = :customer AND group_id = :group AND user_id > :after
            ORDER BY user_id LIMIT :limit\
            """)
        .bind("customer", customer.value())
        .bind("group", group)
        .bind("after", afterUser)
        .bind("limit", limit)
        .map((row, context) -> new UserId(row.getLong("user_id")))
        .list();
  }

  private Query select(String where, CustomerId customer) {
    return handle.createQuery(SELECT + where).bind("customer", customer.value());
  }

  static UserGroup group(ResultSet row, StatementContext context) throws SQLException {
    return new UserGroup(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        row.getString("name"),
        row.getString("name_key"),
        row.getString("description"),
        Columns.instant(row, "created_at"));
  }
}
