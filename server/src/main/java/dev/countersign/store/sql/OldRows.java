package dev.countersign.store.sql;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Deletes rows whose time is over, so many at a time: all of them at once would keep others from
 * writing.
 *
 * @param table the rows'
 * @param key the columns that tell one from another
 */
record OldRows(Handle handle, String table, String key) {
  /**
   * Deletes some; returns how many.
   *
   * @param over which are meant, in terms of {@code :before}
   */
  int delete(String over, Instant before, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM <table> WHERE (<key>) IN
              (SELECT <key> FROM <table> WHERE <over> LIMIT :limit)\
            """)
        .define("table", table)
        .define("key", key)
        .define("over", over)
        .bind("before", before.toEpochMilli())
        .bind("limit", limit)
        .execute();
  }
}
