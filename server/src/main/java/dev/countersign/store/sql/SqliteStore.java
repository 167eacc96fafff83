package dev.countersign.store.sql;

import dev.countersign.store.LiveSessions;
import dev.countersign.store.Maintenance;
import dev.countersign.store.Store;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/** The store in one file: one writer, a few readers that never wait for it. */
final class SqliteStore implements Store, Maintenance {
  private static final int READERS = 2 * Runtime.getRuntime().availableProcessors() + 2;
  private static final int WAIT_SECONDS = 10;

  private final SqliteWriter writer;
  // A stack, so that the connection used last, whose cache is warm, is used next.
  private final LinkedBlockingDeque<SqliteConnection> readers = new LinkedBlockingDeque<>();
  private final LiveLookup live = new LiveLookup(this::query);

  SqliteStore(Path file) {
    writer = new SqliteWriter(SqliteConnection.open(file, false));
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
    SqliteConnection reader = borrow();
    try {
      return work.apply(new SqlTransaction(reader.handle(), Engine.SQLITE));
    } catch (JdbiException e) {
      throw new StoreUnavailable("the database could not be read", e);
    } finally {
      readers.push(reader);
    }
  }

  private <T> Optional<T> query(String sql, LiveLookup.Binder binder, LiveLookup.Reader<T> mapper) {
    SqliteConnection reader = borrow();
    try {
      return reader.query(sql, binder, mapper);
    } finally {
      readers.push(reader);
    }
  }

  private SqliteConnection borrow() {
    SqliteConnection reader = null;
    try {
      reader = readers.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (reader == null) {
      throw new StoreUnavailable("no database connection became free; try again in a moment");
    }
    return reader;
  }

  @Override
  public LiveSessions live() {
    return live;
  }

  @Override
  public Maintenance maintenance() {
    return this;
  }

  @Override
  public void ping() {
    SqliteConnection reader = borrow();
    try {
      reader.handle().execute("SELECT 1 FROM customer LIMIT 1");
    } catch (JdbiException e) {
      throw new StoreUnavailable("the database does not answer", e);
    } finally {
      readers.push(reader);
    }
  }

  @Override
  public String description() {
    return "SQLite "
        + text("SELECT sqlite_version()").getFirst()
        + ", write-ahead log, full synchronisation";
  }

  @Override
  public List<String> integrityProblems() {
    List<String> answer = text("PRAGMA integrity_check");
    if (answer.equals(List.of("ok"))) {
      return text("SELECT 'foreign key violated in ' || \"table\" FROM pragma_foreign_key_check");
    }
    return answer;
  }

  private List<String> text(String sql) {
    SqliteConnection reader = borrow();
    try {
      return reader.handle().createQuery(sql).mapTo(String.class).list();
    } finally {
      readers.push(reader);
    }
  }

  @Override
  public void backup(Path file) {
    SqliteConnection reader = borrow();
    try {
      // VACUUM INTO reads one snapshot, so the copy is consistent while others write.
      reader.handle().execute("PRAGMA query_only = false");
      reader.handle().execute("VACUUM INTO ?", file.toAbsolutePath().toString());
    } finally {
      reader.handle().execute("PRAGMA query_only = true");
      readers.push(reader);
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
    writer.close();
    for (SqliteConnection reader = readers.poll(); reader != null; reader = readers.poll()) {
      reader.close();
    }
  }
}
