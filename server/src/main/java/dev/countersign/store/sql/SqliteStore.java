package dev.countersign.store.sql;

import dev.countersign.store.ChangeListener;
import dev.countersign.store.LiveSessions;
import dev.countersign.store.Maintenance;
import dev.countersign.store.Store;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The store in one file: one writer, a few readers that never wait for it. */
final class SqliteStore implements Store, Maintenance {
  private static final int READERS = Runtime.getRuntime().availableProcessors() + 2;
  private static final int WAIT_SECONDS = 10;

  private final Path file;
  private final Listeners listeners = new Listeners();
  private final SqliteWriter writer;
  private final @Nullable Object opened;
  // A stack, so that the connection used last, whose cache is warm, is used next.
  private final LinkedBlockingDeque<SqliteConnection> readers = new LinkedBlockingDeque<>();
  private volatile boolean closed;
  private final LiveLookup live = new LiveLookup(this::query);

  SqliteStore(Path file) {
    this.file = file;
    writer = new SqliteWriter(SqliteConnection.open(file, false), listeners);
    opened = identity();
    for (int i = 0; i < READERS; i++) {
      readers.push(SqliteConnection.open(file, true));
    }
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    return writer.write(work);
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    return reading(reader -> work.apply(new SqlTransaction(reader.handle(), Engine.SQLITE)));
  }

  @Override
  public <T> T snapshot(Function<Transaction, T> work) {
    // A read transaction on the log: writers go on, and are not seen.
    return reading(reader ->
        reader
            .handle()
            .inTransaction(handle -> work.apply(new SqlTransaction(handle, Engine.SQLITE))));
  }

  /** Which file it is, whatever its name; null where the file system does not tell. */
  private @Nullable Object identity() {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return "none";
    }
  }

  private <T> Optional<T> query(String sql, LiveLookup.Binder binder, LiveLookup.Reader<T> mapper) {
    return reading(reader -> reader.query(sql, binder, mapper));
  }

  private <T> T reading(Function<SqliteConnection, T> work) {
    SqliteConnection reader = borrow();
    try {
      return work.apply(reader);
    } catch (JdbiException e) {
      throw Failures.translated("the database could not be read", e);
    } finally {
      readers.push(reader);
    }
  }

  private SqliteConnection borrow() {
    if (closed) {
      throw new StoreUnavailable("the database is being closed; the server is stopping");
    }
    SqliteConnection reader = nextReader();
    if (reader == null) {
      throw new StoreUnavailable("no database connection became free; try again in a moment");
    }
    return reader;
  }

  private @Nullable SqliteConnection nextReader() {
    try {
      return readers.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public LiveSessions live() {
    return live;
  }

  @Override
  public ChangeListener faceChanges() {
    return listeners;
  }

  @Override
  public Maintenance maintenance() {
    return this;
  }

  @Override
  public void ping() {
    if (!Objects.equals(opened, identity())) {
      throw new StoreUnavailable(
          "the database file "
              + file
              + " was removed or replaced while the server ran, and what is written now is lost;"
              + " restart the server");
    }
    var _ = text("SELECT name FROM counter LIMIT 1");
  }

  @Override
  public boolean schemaUpToDate() {
    return Migrations.upToDate(text(Migrations.NEWEST_APPLIED));
  }

  @Override
  public String description() {
    return "SQLite "
        + text("SELECT sqlite_version()").getFirst()
        + ", write-ahead log, full synchronisation";
  }

  @Override
  public List<String> integrityProblems() {
    try {
      List<String> answer = text("PRAGMA integrity_check");
      if (!answer.equals(List.of("ok"))) {
        return answer;
      }
      return text("SELECT 'foreign key violated in ' || \"table\" FROM pragma_foreign_key_check");
    } catch (StoreUnavailable e) {
      // Where the damage is too great for the check itself, what stopped it is the problem.
      return List.of("the check broke off: " + e.getCause());
    }
  }

  private List<String> text(String sql) {
    return reading(reader -> reader.handle().createQuery(sql).mapTo(String.class).list());
  }

  @Override
  public void backup(Path file) {
    try (SqliteCopy copy = SqliteCopy.begin(file)) {
      reading(reader -> copied(reader, copy.part()));
      copy.keep();
    }
  }

  private static boolean copied(SqliteConnection reader, Path part) {
    reader.handle().execute("PRAGMA query_only = false");
    try {
      // VACUUM INTO reads one snapshot, so the copy is consistent while others write.
      reader.handle().execute("VACUUM INTO ?", part.toString());
      return true;
    } catch (JdbiException e) {
      throw Failures.translated("the copy could not be written", e);
    } finally {
      reader.handle().execute("PRAGMA query_only = true");
    }
  }

  @Override
  public boolean scrub() {
    // On a connection of its own: the writer goes on while the log is folded into the file.
    try (SqliteConnection connection = SqliteConnection.open(file, false)) {
      return connection.emptyLog();
    } catch (JdbiException e) {
      throw Failures.translated("the log could not be folded into the file", e);
    }
  }

  @Override
  public int busyConnections() {
    return READERS - readers.size();
  }

  @Override
  public int queuedWrites() {
    return writer.queued();
  }

  @Override
  public void close() {
    writer.finish();
    if (closed) {
      return;
    }
    closed = true;
    closeReaders();
    writer.close();
  }

  /** Lookups under way bring their connections back. */
  private void closeReaders() {
    for (int i = 0; i < READERS; i++) {
      SqliteConnection reader = nextReader();
      if (reader == null) {
        return;
      }
      reader.close();
    }
  }
}
