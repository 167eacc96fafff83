package dev.countersign.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.store.ChangeListener;
import dev.countersign.store.LiveSessions;
import dev.countersign.store.Maintenance;
import dev.countersign.store.Store;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The store on PostgreSQL, for more than one node. */
final class PostgresStore implements Store, Maintenance {
  private static final int ATTEMPTS = 5;
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ScopedValue<Boolean> writing = ScopedValue.newInstance();
  private final PostgresListener listener;
  private volatile boolean closed;
  private final LiveLookup live = new LiveLookup(this::query);

  PostgresStore(HikariDataSource pool, PostgresListener.Source listening) {
    this.pool = pool;
    this.listener = new PostgresListener(listening);
    this.jdbi = Failures.hidingValues(Jdbi.create(pool));
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    refuseWhenClosed();
    if (writing.isBound()) {
      throw new IllegalStateException("a write transaction may not open another");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !Failures.conflict(e)) {
          throw Failures.translated("the database could not be written", e);
        }
      }
    }
  }

  private <T> T attempt(Function<Transaction, T> work) {
    // Not Jdbi.inTransaction: inside of it, another read in this thread would be given the same
    // connection and see what is not committed yet.
    try (Handle handle = jdbi.open()) {
      return ScopedValue.where(writing, true)
          .call(() ->
              handle.inTransaction(same -> work.apply(new SqlTransaction(same, Engine.POSTGRES))));
    }
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    refuseWhenClosed();
    try (Handle handle = jdbi.open()) {
      return work.apply(reading(handle));
    } catch (JdbiException e) {
      throw Failures.translated("the database could not be read", e);
    }
  }

  @Override
  public <T> T snapshot(Function<Transaction, T> work) {
    refuseWhenClosed();
    try (Handle handle = jdbi.open()) {
      return handle.inTransaction(
          TransactionIsolationLevel.REPEATABLE_READ, same -> work.apply(reading(same)));
    } catch (JdbiException e) {
      throw Failures.translated("the database could not be read", e);
    }
  }

  private static SqlTransaction reading(Handle handle) {
    return new SqlTransaction(
        handle.setStatementBuilder(new ReadOnlyStatements()), Engine.POSTGRES);
  }

  private <T> Optional<T> query(String sql, LiveLookup.Binder binder, LiveLookup.Reader<T> reader) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return SqliteConnection.run(statement, binder, reader);
    } catch (SQLException e) {
      throw new StoreUnavailable(Reasons.added("the database refused a lookup", e), e);
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new StoreUnavailable("the database is being closed; the server is stopping");
    }
  }

  @Override
  public LiveSessions live() {
    return live;
  }

  @Override
  public ChangeListener faceChanges() {
    return listener;
  }

  @Override
  public Maintenance maintenance() {
    return this;
  }

  @Override
  public void ping() {
    text("SELECT 'alive'");
  }

  @Override
  public boolean schemaUpToDate() {
    // On a connection that is there: the database may have none to spare.
    return Migrations.upToDate(text(Migrations.NEWEST_APPLIED));
  }

  @Override
  public String description() {
    return text("SELECT 'PostgreSQL ' || current_setting('server_version')").getFirst();
  }

  @Override
  public List<String> integrityProblems() {
    // An index that a crash left behind unfinished is the damage PostgreSQL itself reports.
    return text(
        """
        SELECT 'index ' || c.relname || ' is not valid' FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid\
        """);
  }

  private List<String> text(String sql) {
    try {
      return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    } catch (JdbiException e) {
      throw new StoreUnavailable(Reasons.added("the database does not answer", e), e);
    }
  }

  @Override
  public void backup(Path file) {
    throw new UnsupportedOperationException(
        "PostgreSQL has its own tool for a copy while running: pg_dump --format=custom --file="
            + file);
  }

  @Override
  public boolean scrub() {
    // PostgreSQL keeps deleted rows until its own cleaning takes them, and in its log until that is
    // recycled; nothing a client can say overwrites them. What they held is encrypted under keys
    // that are gone; the operations manual says what that leaves.
    return true;
  }

  @Override
  public int busyConnections() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public int queuedWrites() {
    return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
  }

  @Override
  public void close() {
    closed = true;
    listener.close();
    // Closing the pool would cut off what is under way.
    long deadline = System.nanoTime() + CLOSE_NANOS;
    while (!pool.isClosed() && busyConnections() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    pool.close();
  }
}
