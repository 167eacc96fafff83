package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.store.Roles;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class SqlRoles extends LabelRows<UserRole> implements Roles {
  SqlRoles(Handle handle) {
    super(handle, "user_role", "role", UserRole::new);
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
            JOIN role_grant h ON h.customer_id = l.customer_id AND h.role_id = l.id
            WHERE h.customer_id = :customer AND h.user_id = :user ORDER BY l.name_key\
            """,
            customer)
        .bind("user", user.value())
        .map(this::label)
        .list();
  }

  @Override
  public List<UserRole> ofGroup(CustomerId customer, long group) {
    return select(
            """
            JOIN group_role_grant h ON h.customer_id = l.customer_id AND h.role_id = l.id
            WHERE h.customer_id = :customer AND h.group_id = :group ORDER BY l.name_key\
            """,
            customer)
        .bind("group", group)
        .map(this::label)
        .list();
  }

  @Override
  public List<UserRole> ofUser(CustomerId customer, UserId user) {
    return select(
            """
            WHERE l.customer_id = :customer AND l.id IN (
              SELECT h.role_id FROM role_grant h
              WHERE h.customer_id = :customer AND h.user_id = :user
              UNION
              SELECT h.role_id FROM group_role_grant h
              JOIN group_member m ON m.customer_id = h.customer_id AND m.group_id = h.group_id
              WHERE m.customer_id = :customer AND m.user_id = :user)
            ORDER BY l.name_key\
            """,
            customer)
        .bind("user", user.value())
        .map(this::label)
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
    SqlGroups groups = new SqlGroups(handle);
    return groups
        .select(
            """
            JOIN group_role_grant h ON h.customer_id = l.customer_id AND h.group_id = l.id
            WHERE h.customer_id = :customer AND h.role_id = :role ORDER BY l.name_key\
            """,
            customer)
        .bind("role", role)
        .map(groups::label)
        .list();
  }
}
