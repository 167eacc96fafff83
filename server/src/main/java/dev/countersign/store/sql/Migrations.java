package dev.countersign.store.sql;

import dev.countersign.store.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The numbered changes of the schema. Two nodes may ask for them at the same time: one does them,
 * the other waits and finds them done (PostgreSQL by advisory lock, SQLite by a lock on a file).
 * They only expand: a release runs on the schema of the next.
 */
public final class Migrations {
  /** The newest change in this release; a test compares it with the files. */
  static final int NEWEST = 11;

  static final String NEWEST_APPLIED =
      "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success";

  private static final String CONNECT_SECONDS = "5";

  /**
   * Asking for the newest change takes no time; one under way on another node may be waited for.
   */
  private static final String SILENT_SECONDS = "30";

  /** The lock on the file keeps other processes out; within one it would only throw. */
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private final Engine engine;
  private final String url;
  private final String user;
  private final String password;
  private final @Nullable Path lockFile;

  Migrations(Engine engine, String url, String user, String password, @Nullable Path lockFile) {
    this.engine = engine;
    this.url = url;
    this.user = user;
    this.password = password;
    this.lockFile = lockFile;
  }

  /** Makes every change that is still to be made; returns what was done. */
  public List<String> migrate() {
    // Flyway takes a good part of the start-up; most starts have nothing for it to do.
    if (current() >= NEWEST) {
      return List.of();
    }
    if (lockFile == null) {
      return migrateLocked();
    }
    WITHIN_PROCESS.lock();
    try {
      return migrateAlone(lockFile);
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }

  private List<String> migrateAlone(Path lock) {
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var _ = channel.lock();
      return migrateLocked();
    } catch (IOException e) {
      throw new StoreUnavailable("cannot lock " + lock + " for the change of schema", e);
    }
  }

  private List<String> migrateLocked() {
    if (engine == Engine.SQLITE) {
      return migrated(flyway());
    }
    // A change of a large table may be silent for long.
    try (Connection connection = connect("0")) {
      return migrated(configured().dataSource(new OneConnection(connection)).load());
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private static List<String> migrated(Flyway flyway) {
    try {
      return flyway.migrate().migrations.stream()
          .map(change -> change.version + " " + change.description)
          .toList();
    } catch (FlywayException e) {
      throw unchanged(e);
    }
  }

  private static StoreUnavailable unchanged(FlywayException e) {
    if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return new StoreUnavailable(
          "the database holds tables of something else than Countersign; name an empty database, or"
              + " the one Countersign made",
          e);
    }
    String said = Reasons.of(e).map(reason -> reason + " (" + word(e) + ")").orElse(e.getMessage());
    return new StoreUnavailable("the schema could not be changed: " + said, e);
  }

  /** What the driver said, on one line; changes of the schema hold no values of rows. */
  private static String word(Throwable e) {
    Throwable said = e;
    while (said.getCause() != null && !(said instanceof SQLException)) {
      said = said.getCause();
    }
    return String.valueOf(said.getMessage()).lines().findFirst().orElse("");
  }

  /** The changes {@link #migrate} would make, in order, for people. */
  public List<String> plan() {
    try {
      List<String> plan = new ArrayList<>();
      for (MigrationInfo change : flyway().info().pending()) {
        plan.add(change.getVersion() + " " + change.getDescription());
      }
      return plan;
    } catch (FlywayException e) {
      throw new StoreUnavailable(
          "the database could not be asked: " + Reasons.of(e).orElse(e.getMessage()), e);
    }
  }

  /** Compares what was applied with this release's files; every difference, for people. */
  public List<String> differences() {
    try {
      return flyway().validateWithResult().invalidMigrations.stream()
          .map(bad -> bad.version + " " + bad.description + ": " + bad.errorDetails.errorMessage)
          .toList();
    } catch (FlywayException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** The newest change that was applied; 0 for an empty database. */
  public int current() {
    try (Connection connection = connect(SILENT_SECONDS);
        Statement statement = connection.createStatement()) {
      return newestApplied(statement);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /** Whether what {@link #NEWEST_APPLIED} finds is the newest change of this release, or later. */
  static boolean upToDate(List<String> applied) {
    return Integer.parseInt(applied.getFirst()) >= NEWEST;
  }

  /** What to tell people when there is no connection; the driver's word says what was tried. */
  static StoreUnavailable unreachable(Throwable e) {
    return new StoreUnavailable(
        "cannot reach the database; check its address, that it runs, and the role and password: "
            + word(e),
        e);
  }

  private static int newestApplied(Statement statement) {
    try (ResultSet rows = statement.executeQuery(NEWEST_APPLIED)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      if (isNotThereYet(e)) {
        return 0;
      }
      throw new StoreUnavailable(
          "the database cannot be read: " + Reasons.of(e).orElseGet(() -> word(e)), e);
    }
  }

  /** The table is made by the first migration, during which SQLite's readers find the file busy. */
  private static boolean isNotThereYet(SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      return code == SQLiteErrorCode.SQLITE_ERROR || code.name().startsWith("SQLITE_BUSY");
    }
    return "42P01".equals(e.getSQLState());
  }

  private Connection connect(String silentSeconds) throws SQLException {
    Properties properties = new Properties();
    if (engine == Engine.POSTGRES) {
      properties.setProperty("connectTimeout", CONNECT_SECONDS);
      properties.setProperty("socketTimeout", silentSeconds);
    }
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return DriverManager.getConnection(url, properties);
  }

  private static @Nullable String nullIfEmpty(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return text;
  }

  @SuppressWarnings("NullAway") // Flyway takes null for "the URL says so"
  private Flyway flyway() {
    return configured().dataSource(url, nullIfEmpty(user), nullIfEmpty(password)).load();
  }

  private FluentConfiguration configured() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .locations("classpath:db/migration")
        .placeholders(engine.placeholders())
        // A node of the next release may have been here already.
        .ignoreMigrationPatterns("*:future");
  }
}
