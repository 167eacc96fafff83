package dev.countersign.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.countersign.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a database is, and how to open it. */
public sealed interface Databases {
  /** Opens the store; its schema must be current. */
  Store open();

  /** The changes its schema still needs. */
  Migrations migrations();

  /**
   * SQLite in one file.
   *
   * @param file the database file; its folder must exist
   */
  record Sqlite(Path file) implements Databases {
    @Override
    public Store open() {
      return new SqliteStore(file);
    }

    @Override
    public Migrations migrations() {
      return new Migrations(
          Engine.SQLITE,
          "jdbc:sqlite:" + file.toAbsolutePath(),
          "",
          "",
          file.resolveSibling(file.getFileName() + ".migrating"));
    }
  }

  /**
   * PostgreSQL.
   *
   * @param url the JDBC URL
   * @param user the role, or the empty string when the URL names it
   * @param password its password, or the empty string
   * @param poolSize how many connections at most
   */
  record Postgres(String url, String user, String password, int poolSize) implements Databases {
    private static final int CONNECT_MILLIS = 10_000;
    private static final String CONNECT_SECONDS = "5";

    /**
     * How long a statement may keep silent. A database host that lost its power or its network says
     * nothing at all, and the system would wait for it for hours.
     */
    private static final String SILENT_SECONDS = "300";

    /** Refuses an address the driver would not understand; it may hold a password, so unsaid. */
    public Postgres {
      if (!url.startsWith("jdbc:postgresql:") || !understood(url)) {
        throw new IllegalArgumentException(
            "not the address of a PostgreSQL database; one looks like"
                + " jdbc:postgresql://host:5432/countersign");
      }
    }

    private static boolean understood(String url) {
      try {
        DriverManager.getDriver(url);
        return true;
      } catch (SQLException e) {
        return false;
      }
    }

    @Override
    public Store open() {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      if (!user.isEmpty()) {
        config.setUsername(user);
      }
      if (!password.isEmpty()) {
        config.setPassword(password);
      }
      config.setMaximumPoolSize(poolSize);
      config.setConnectionTimeout(CONNECT_MILLIS);
      config.setPoolName("postgres");
      // Compile every statement on the server at its second use: they are few and all hot.
      config.addDataSourceProperty("prepareThreshold", "2");
      config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
      config.addDataSourceProperty("socketTimeout", SILENT_SECONDS);
      // The server's details repeat the values of the row, which are nobody's business in a log.
      config.addDataSourceProperty("logServerErrorDetail", "false");
      config.addDataSourceProperty("tcpKeepAlive", "true");
      config.addDataSourceProperty("ApplicationName", "countersign");
      try {
        return new PostgresStore(new HikariDataSource(config), this::listening);
      } catch (PoolInitializationException e) {
        throw Migrations.unreachable(e);
      }
    }

    /** A connection for waiting, which no pool may take away for having been held long. */
    private Connection listening() throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("connectTimeout", CONNECT_SECONDS);
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("ApplicationName", "countersign-listener");
      if (!user.isEmpty()) {
        properties.setProperty("user", user);
      }
      if (!password.isEmpty()) {
        properties.setProperty("password", password);
      }
      return DriverManager.getConnection(url, properties);
    }

    @Override
    public Migrations migrations() {
      return new Migrations(Engine.POSTGRES, url, user, password, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Postgres";
    }
  }
}
