package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.store.Groups;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class SqlGroups extends LabelRows<UserGroup> implements Groups {
  SqlGroups(Handle handle) {
    super(handle, "user_group", "group", UserGroup::new);
  }

  @Override
  public List<UserGroup> ofUser(CustomerId customer, UserId user) {
    return select(
            """
            JOIN group_member m ON m.customer_id = l.customer_id AND m.group_id = l.id
            WHERE m.customer_id = :customer AND m.user_id = :user ORDER BY l.name_key\
            """,
            customer)
        .bind("user", user.value())
        .map(this::label)
        .list();
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
}
