package dev.countersign.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Fills people, customers, sessions and events into a PostgreSQL stage from the side. */
final class ConsoleFiller {
  private static final int PORTION = 100_000;
  private static final int WIDTH = 30;

  /** Ids below any the application makes. */
  private static final long FIRST_ID = 1_000;

  private static final Duration SPAN = Duration.ofDays(30);

  private final Stage stage;

  ConsoleFiller(Stage stage) {
    this.stage = stage;
  }

  void fill(long customers, long users, long sessions, long events) {
    try (Connection connection = DriverManager.getConnection(stage.jdbcUrl())) {
      connection.setAutoCommit(false);
      portions(connection, "customers", customers, this::customers);
      String people = people(connection);
      portions(connection, "users", users, (c, from, to) -> run(c, people, from, to));
      portions(connection, "sessions", sessions, (c, from, to) -> sessions(c, users, from, to));
      portions(connection, "events", events, (c, from, to) -> events(c, users, events, from, to));
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("VACUUM ANALYZE");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the server has summed the trail up to the last hour. */
  void awaitSums() {
    long wanted = Instant.now().getEpochSecond() / 3600 - 2;
    try (Connection connection = DriverManager.getConnection(stage.jdbcUrl())) {
      while (number(connection, "SELECT coalesce(max(hour), 0) FROM summed_hour") < wanted) {
        System.err.print("\r  the server sums the trail ...");
        Thread.sleep(1000);
      }
      System.err.println();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private interface Portion {
    void fill(Connection connection, long from, long to) throws SQLException;
  }

  private static void portions(Connection connection, String what, long count, Portion portion)
      throws SQLException {
    for (long from = 0; from < count; from += PORTION) {
      long to = Math.min(count, from + PORTION);
      portion.fill(connection, from, to);
      connection.commit();
      int done = Math.toIntExact(WIDTH * to / count);
      System.err.printf(
          "\r  %-9s [%s%s] %,d of %,d",
          what, "=".repeat(done), " ".repeat(WIDTH - done), to, count);
    }
    System.err.println();
  }

  private void customers(Connection connection, long from, long to) throws SQLException {
    String sql =
        """
        INSERT INTO customer (id, name, name_key, created_at)
        SELECT %d + n, 'customer ' || n, 'customer ' || n, %d + n FROM generate_series(?, ? - 1) n
        """
            .formatted(FIRST_ID, Instant.now().toEpochMilli());
    run(connection, sql, from, to);
  }

  /** Every column as alice has it, but for what must differ. */
  private String people(Connection connection) throws SQLException {
    List<String> columns = new ArrayList<>();
    DatabaseMetaData data = connection.getMetaData();
    try (ResultSet found = data.getColumns(null, null, "user_account", null)) {
      while (found.next()) {
        columns.add(found.getString("COLUMN_NAME"));
      }
    }
    String values = columns.stream().map(ConsoleFiller::value).collect(Collectors.joining(", "));
    return "INSERT INTO user_account ("
        + String.join(", ", columns)
        + ") SELECT "
        + values
        + " FROM user_account a, generate_series(?, ? - 1) n WHERE a.user_name = 'alice'";
  }

  private static String value(String column) {
    return switch (column) {
      case "id" -> FIRST_ID + " + n";
      case "user_name", "user_name_key" -> "'person' || lpad(n::text, 9, '0')";
      case "email" -> "'person' || n || '@example.org'";
      case "enrolment_reference" -> "md5(n::text) || md5(n::text || 'x')";
      case "created_at", "updated_at" -> "a.created_at - n";
      default -> "a." + column;
    };
  }

  private void sessions(Connection connection, long users, long from, long to) throws SQLException {
    long now = Instant.now().toEpochMilli();
    String sql =
        """
        INSERT INTO session (id, customer_id, user_id, dialect, amr, scopes, auth_time, expires_at)
        SELECT %d + n, %d, %d + n %% %d, 'iam', 'pwd', '', %d - n, %d
        FROM generate_series(?, ? - 1) n
        """
            .formatted(
                FIRST_ID,
                stage.customer().id().value(),
                FIRST_ID,
                users,
                now,
                now + Duration.ofDays(14).toMillis());
    run(connection, sql, from, to);
  }

  private void events(Connection connection, long users, long all, long from, long to)
      throws SQLException {
    long begin = Instant.now().minus(SPAN).toEpochMilli();
    String sql =
        """
        INSERT INTO audit_event
          (id, at, customer_id, user_id, kind, outcome, dialect, request_id, detail)
        SELECT %d + n, %d + n * %d / %d, %d, %d + (n * 7919) %% %d,
          CASE n %% 10 WHEN 0 THEN 'face_authenticate' WHEN 1 THEN 'sign_out'
            WHEN 2 THEN 'password_changed' ELSE 'sign_in' END,
          CASE n %% 7 WHEN 0 THEN 'wrong_credentials' ELSE 'success' END,
          CASE n %% 3 WHEN 0 THEN 'iam' WHEN 1 THEN 'token' ELSE 'web' END,
          'bench',
          CASE n %% 10 WHEN 0 THEN '{"score":0.' || (n %% 9000 + 1000) || ',"threshold":0.57}'
            ELSE '' END
        FROM generate_series(?, ? - 1) n
        """
            .formatted(
                FIRST_ID,
                begin,
                SPAN.toMillis(),
                all,
                stage.customer().id().value(),
                FIRST_ID,
                users);
    run(connection, sql, from, to);
  }

  private static void run(Connection connection, String sql, long from, long to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      statement.executeUpdate();
    }
  }
}
