package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.ServerOperator;
import dev.countersign.domain.UserId;
import dev.countersign.store.Operators;
import java.util.List;
import org.jdbi.v3.core.Handle;

record SqlOperators(Handle handle) implements Operators {
  private static final String ONE = " WHERE customer_id = :customer AND user_id = :user";

  @Override
  public boolean add(ServerOperator operator) {
    return handle
            .createUpdate(
                """
                INSERT INTO server_operator (customer_id, user_id, created_at)
                VALUES (:customer, :user, :now)
                ON CONFLICT (customer_id, user_id) DO NOTHING\
                """)
            .bind("customer", operator.customerId().value())
            .bind("user", operator.userId().value())
            .bind("now", operator.since().toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public boolean include(CustomerId customer, UserId user) {
    return handle
            .createQuery("SELECT count(*) FROM server_operator" + ONE)
            .bind("customer", customer.value())
            .bind("user", user.value())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  @Override
  public List<ServerOperator> list() {
    return handle
        .createQuery(
            """
            SELECT customer_id, user_id, created_at FROM server_operator
            ORDER BY created_at, user_id\
            """)
        .map((row, context) ->
            new ServerOperator(
                new CustomerId(row.getLong("customer_id")),
                new UserId(row.getLong("user_id")),
                Columns.instant(row, "created_at")))
        .list();
  }

  @Override
  public boolean remove(CustomerId customer, UserId user) {
    return handle
            .createUpdate("DELETE FROM server_operator" + ONE)
            .bind("customer", customer.value())
            .bind("user", user.value())
            .execute()
        > 0;
  }
}
