package dev.countersign.store.sql;

import dev.countersign.store.Counters;
import java.util.OptionalLong;
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

  @Override
  public void claim(String name, long value) {
    handle
        .createUpdate(
            """
            INSERT INTO counter (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO NOTHING\
            """)
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  @Override
  public OptionalLong value(String name) {
    return handle
        .createQuery("SELECT value FROM counter WHERE name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }
}
