package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.NotFound;
import dev.countersign.store.Roles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

record SqlRoles(Handle handle) implements Roles {
  private static final String SELECT =
      "SELECT r.customer_id, r.id, r.name, r.name_key, r.description, r.created_at"
          + " FROM user_role r ";

  @Override
  public void add(UserRole role) {
    int added =
        bind(
                handle.createUpdate(
                    """
                    INSERT INTO user_role
                      (customer_id, id, name, name_key, description, created_at)
                    VALUES (:customer, :id, :name, :key, :description, :createdAt)
                    ON CONFLICT (customer_id, name_key) DO NOTHING\
                    """),
                role)
            .bind("createdAt", role.createdAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw taken();
    }
  }

  private static AlreadyExists taken() {
    return new AlreadyExists("a role of that name");
  }

  private static Update bind(Update statement, UserRole role) {
    return statement
        .bind("customer", role.customerId().value())
        .bind("id", role.id())
        .bind("name", role.name())
        .bind("key", role.nameKey())
        .bind("description", role.description());
  }

  @Override
  public Optional<UserRole> byId(CustomerId customer, long id) {
    return select("WHERE r.customer_id = :customer AND r.id = :id", customer)
        .bind("id", id)
        .map(SqlRoles::role)
        .findOne();
  }

  @Override
  public Optional<UserRole> byNameKey(CustomerId customer, String nameKey) {
    return select("WHERE r.customer_id = :customer AND r.name_key = :key", customer)
        .bind("key", nameKey)
        .map(SqlRoles::role)
        .findOne();
  }

  @Override
  public List<UserRole> list(CustomerId customer, String afterNameKey, int limit) {
    return select(
            """
            WHERE r.customer_id = :customer AND r.name_key > :after
            ORDER BY r.name_key LIMIT :limit\
            """,
            customer)
        .bind("after", afterNameKey)
        .bind("limit", limit)
        .map(SqlRoles::role)
        .list();
  }

  @Override
  public void update(UserRole changed) {
    Optional<UserRole> holder = byNameKey(changed.customerId(), changed.nameKey());
    if (holder.isPresent() && holder.get().id() != changed.id()) {
      throw taken();
    }
    int updated =
        bind(
                handle.createUpdate(
                    """
                    UPDATE user_role SET name = :name, name_key = :key, description = :description
                    WHERE customer_id = :customer AND id = :id\
                    """),
                changed)
            .execute();
    if (updated == 0) {
      throw new NotFound("the role");
    }
  }

  @Override
  public boolean delete(CustomerId customer, long id) {
    return handle
            .createUpdate("DELETE FROM user_role WHERE customer_id = :customer AND id = :id")
            .bind("customer", customer.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  @Override
  public boolean grantToUser(CustomerId customer, long role, UserId user) {
    return changed(
        """
        INSERT INTO role_grant (customer_id, role_id, user_id)
        VALUES (:customer, :role, :holder) ON CONFLICT DO NOTHING\
        """,
        customer,
        role,
        user.value());
  }

  @Override
  public boolean revokeFromUser(CustomerId customer, long role, UserId user) {
    return changed(
        """
        DELETE FROM role_grant
        WHERE customer_id = :customer AND role_id = :role AND user_id = :holder\
        """,
        customer,
        role,
        user.value());
  }

  @Override
  public boolean grantToGroup(CustomerId customer, long role, long group) {
    return changed(
        """
        INSERT INTO group_role_grant (customer_id, role_id, group_id)
        VALUES (:customer, :role, :holder) ON CONFLICT DO NOTHING\
        """,
        customer,
        role,
        group);
  }

  @Override
  public boolean revokeFromGroup(CustomerId customer, long role, long group) {
    return changed(
        """
        DELETE FROM group_role_grant
        WHERE customer_id = :customer AND role_id = :role AND group_id = :holder\
        """,
        customer,
        role,
        group);
  }

  private boolean changed(String sql, CustomerId customer, long role, long holder) {
    return handle
            .createUpdate(sql)
            .bind("customer", customer.value())
            .bind("role", role)
            .bind("holder", holder)
            .execute()
        > 0;
  }

  @Override
  public List<UserRole> grantedTo(CustomerId customer, UserId user) {
    return select(
            """
            JOIN role_grant h ON h.customer_id = r.customer_id AND h.role_id = r.id
            WHERE h.customer_id = :customer AND h.user_id = :user ORDER BY r.name_key\
            """,
            customer)
        .bind("user", user.value())
        .map(SqlRoles::role)
        .list();
  }

  @Override
  public List<UserRole> ofGroup(CustomerId customer, long group) {
    return select(
            """
            JOIN group_role_grant h ON h.customer_id = r.customer_id AND h.role_id = r.id
            WHERE h.customer_id = :customer AND h.group_id = :group ORDER BY r.name_key\
            """,
            customer)
        .bind("group", group)
        .map(SqlRoles::role)
        .list();
  }

  @Override
  public List<UserRole> ofUser(CustomerId customer, UserId user) {
    return select(
            """
            WHERE r.customer_id = :customer AND r.id IN (
              SELECT h.role_id FROM role_grant h
              WHERE h.customer_id = :customer AND h.user_id = :user
              UNION
              SELECT h.role_id FROM group_role_grant h
              JOIN group_member m ON m.customer_id = h.customer_id AND m.group_id = h.group_id
              WHERE m.customer_id = :customer AND m.user_id = :user)
            ORDER BY r.name_key\
            """,
            customer)
        .bind("user", user.value())
        .map(SqlRoles::role)
        .list();
  }

  @Override
  public List<UserId> holders(CustomerId customer, long role, long afterUser, int limit) {
    return handle
        .createQuery(
            """
            SELECT user_id FROM role_grant
            WHERE customer_id = :customer AND role_id = :role AND user_id > :after
            ORDER BY user_id LIMIT :limit\
            """)
        .bind("customer", customer.value())
        .bind("role", role)
        .bind("after", afterUser)
        .bind("limit", limit)
        .map((row, context) -> new UserId(row.getLong("user_id")))
        .list();
  }

  @Override
  public List<UserGroup> groupsWith(CustomerId customer, long role) {
    return handle
        .createQuery(
            SqlGroups.SELECT
                + """
                JOIN group_role_grant h ON h.customer_id = g.customer_id AND h.group_id = g.id
                WHERE h.customer_id = :customer AND h.role_id = :role ORDER BY g.name_key\
                """)
        .bind("customer", customer.value())
        .bind("role", role)
        .map(SqlGroups::group)
        .list();
  }

  private Query select(String where, CustomerId customer) {
    return handle.createQuery(SELECT + where).bind("customer", customer.value());
  }

  private static UserRole role(ResultSet row, StatementContext context) throws SQLException {
    return new UserRole(
        new CustomerId(row.getLong("customer_id")),
        row.getLong("id"),
        row.getString("name"),
        row.getString("name_key"),
        row.getString("description"),
        Columns.instant(row, "created_at"));
  }
}
