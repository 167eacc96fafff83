package dev.countersign.store.sql;

import dev.countersign.store.Counters;
import org.jdbi.v3.core.Handle;

record SqlCounters(Handle handle) implements Counters {
  @Override
  public long next(String name) {
    return handle
        .createQuery(
            """
            INSERT INTO counter (name, value) VALUES (:name, 1)
            ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value\
            """)
        .bind("name", name)
        .mapTo(Long.class)
        .one();
  }
}
