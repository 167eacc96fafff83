package dev.countersign.store.sql;

import dev.countersign.store.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** One connection to the file with its compiled statements; used by one thread at a time. */
final class SqliteConnection implements AutoCloseable {
  /** Another process (the command line beside a running server) may hold the lock this long. */
  private static final int BUSY_MILLIS = 15_000;

  /** Somebody who empties the log gives up rather than keep the writer waiting. */
  private static final int SCRUB_BUSY_MILLIS = 200;

  private static final int CACHE_KIB = 4 * 1024;
  private static final long MAPPED_BYTES = 1L << 30;

  private final Connection connection;
  private final CachedStatements statements = new CachedStatements();
  private final Handle handle;

  private SqliteConnection(Connection connection) {
    this.connection = connection;
    this.handle = Failures.hidingValues(Jdbi.open(connection)).setStatementBuilder(statements);
  }

  static SqliteConnection open(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(JournalMode.WAL);
    // A sign-in or sign-out that was answered survives a power cut.
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setCacheSize(-CACHE_KIB);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(MAPPED_BYTES));
    try {
      SqliteConnection opened =
          new SqliteConnection(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
      // What is deleted is overwritten with zeros, in the pages and in what falls free of them.
      opened.handle.execute("PRAGMA secure_delete = true");
      if (readOnly) {
        opened.handle.execute("PRAGMA query_only = true");
      }
      return opened;
    } catch (SQLException | JdbiException e) {
      throw new StoreUnavailable(Reasons.added("cannot open the database file " + file, e), e);
    }
  }

  Handle handle() {
    return handle;
  }

  Connection jdbc() {
    return connection;
  }

  /**
   * Folds the log into the file and empties it; false when somebody still reads from it. First
   * without being in anybody's way, so that little is left to do while the writer has to wait.
   */
  boolean emptyLog() {
    handle.execute("PRAGMA busy_timeout = " + SCRUB_BUSY_MILLIS);
    checkpoint("PASSIVE");
    return checkpoint("TRUNCATE");
  }

  private boolean checkpoint(String mode) {
    return handle
        .createQuery("PRAGMA wal_checkpoint(" + mode + ")")
        .map((row, context) -> row.getInt("busy") == 0)
        .one();
  }

  <T> Optional<T> query(String sql, LiveLookup.Binder binder, LiveLookup.Reader<T> reader) {
    try {
      PreparedStatement statement = statements.take(connection, sql);
      try {
        return run(statement, binder, reader);
      } finally {
        statements.giveBack(statement);
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(Reasons.added("the database refused a lookup", e), e);
    }
  }

  static <T> Optional<T> run(
      PreparedStatement statement, LiveLookup.Binder binder, LiveLookup.Reader<T> reader)
      throws SQLException {
    binder.bind(statement);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      return Optional.of(reader.read(rows));
    }
  }

  @Override
  public void close() {
    statements.close(connection);
    handle.close();
  }
}
