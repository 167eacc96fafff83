package dev.countersign.bench;

import dev.countersign.crypto.TokenDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Fills live sessions into a stage's database from the side, in big transactions. */
final class Filler {
  private static final int BATCH = 10_000;

  /** Ids below any the application makes. */
  private static final long FIRST_ID = 1_000;

  private final Stage stage;
  private long filled;

  Filler(Stage stage) {
    this.stage = stage;
  }

  /** The n-th token's text: 64 characters, as good as random to an index on digests. */
  static String token(long number) {
    return "bench%059d".formatted(number);
  }

  /** Makes the live sessions that many. */
  void fillTo(long count) {
    try (Connection connection = DriverManager.getConnection(stage.jdbcUrl())) {
      connection.setAutoCommit(false);
      while (filled < count) {
        long end = Math.min(count, filled + BATCH);
        batch(connection, filled, end);
        connection.commit();
        filled = end;
        System.err.printf("\r  sessions filled in: %,d of %,d", filled, count);
      }
      System.err.println();
      connection.setAutoCommit(true);
      // A server's own SQLite file is never analysed; were it, statements would be compiled anew
      // whenever their parameters change.
      if (stage.jdbcUrl().startsWith("jdbc:postgresql:")) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("ANALYZE");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void batch(Connection connection, long from, long to) throws SQLException {
    Instant now = Instant.now();
    long end = now.plus(Duration.ofDays(14)).toEpochMilli();
    try (PreparedStatement sessions =
            connection.prepareStatement(
                """
                INSERT INTO session (id, customer_id, api_key_id, dialect, amr, scopes, auth_time,
                  expires_at) VALUES (?, ?, ?, 'patrons', 'pwd', 'users:read', ?, ?)\
                """);
        PreparedStatement tokens =
            connection.prepareStatement(
                """
                INSERT INTO access_token (digest, session_id, created_at, expires_at)
                VALUES (?, ?, ?, ?)\
                """)) {
      for (long n = from; n < to; n++) {
        sessions.setLong(1, FIRST_ID + n);
        sessions.setLong(2, stage.customer().id().value());
        sessions.setLong(3, stage.key().key().id().value());
        sessions.setLong(4, now.toEpochMilli());
        sessions.setLong(5, end);
        sessions.addBatch();
        tokens.setBytes(1, TokenDigest.of(token(n)).bytes());
        tokens.setLong(2, FIRST_ID + n);
        tokens.setLong(3, now.toEpochMilli());
        tokens.setLong(4, end);
        tokens.addBatch();
      }
      sessions.executeBatch();
      tokens.executeBatch();
    }
  }
}
