package dev.countersign.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How values lie in columns: instants as epoch milliseconds, truth as 0 and 1. */
final class Columns {
  private Columns() {}

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return Instant.ofEpochMilli(millis);
  }

  static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return value;
  }

  static boolean truth(ResultSet row, String column) throws SQLException {
    return row.getLong(column) != 0;
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    if (instant == null) {
      return null;
    }
    return instant.toEpochMilli();
  }

  static long number(boolean truth) {
    if (truth) {
      return 1;
    }
    return 0;
  }
}
