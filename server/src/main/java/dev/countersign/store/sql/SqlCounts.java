package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.store.Counts;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

record SqlCounts(Handle handle) implements Counts {
  @Override
  public long users(CustomerId customer, int most) {
    return count("user_account", "1 = 1", customer, 0, most);
  }

  @Override
  public long sessions(CustomerId customer, Instant now, int most) {
    String live = "user_id IS NOT NULL AND expires_at > :now";
    return count("session", live, customer, now.toEpochMilli(), most);
  }

  @Override
  public long faces(CustomerId customer, int most) {
    return count("face_template", "1 = 1", customer, 0, most);
  }

  @Override
  public long messages(CustomerId customer, int most) {
    return count("outbox", "1 = 1", customer, 0, most);
  }

  private long count(String table, String condition, CustomerId customer, long now, int most) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM
              (SELECT 1 FROM <table> WHERE customer_id = :customer AND <condition> LIMIT :most)
              AS some_rows\
            """)
        .define("table", table)
        .define("condition", condition)
        .bind("customer", customer.value())
        .bind("now", now)
        .bind("most", most)
        .mapTo(Long.class)
        .one();
  }
}
