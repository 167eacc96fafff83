package dev.countersign.store.sql;

import dev.countersign.domain.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  static @Nullable SessionId optionalSession(ResultSet row, String column) throws SQLException {
    Long id = optionalLong(row, column);
    if (id == null) {
      return null;
    }
    return new SessionId(id);
  }

  static @Nullable Long id(@Nullable SessionId session) {
    if (session == null) {
      return null;
    }
    return session.value();
  }

  /** Words, none of which holds a space, in order. */
  static String words(Collection<String> words) {
    return String.join(" ", words);
  }

  static List<String> words(String joined) {
    if (joined.isEmpty()) {
      return List.of();
    }
    return List.of(joined.split(" ", -1));
  }

  static Set<String> wordSet(String joined) {
    return new LinkedHashSet<>(words(joined));
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
