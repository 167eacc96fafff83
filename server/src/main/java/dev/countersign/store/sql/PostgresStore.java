package dev.countersign.store.sql;

import com.zaxxer.hikari.HikariDataSource;
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
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The store on PostgreSQL, for more than one node. */
final class PostgresStore implements Store, Maintenance {
  /** Serialisation failure and deadlock: another node was in the way, running again helps. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  private static final int ATTEMPTS = 5;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final LiveLookup live = new LiveLookup(this::query);

  PostgresStore(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(
            handle -> work.apply(new SqlTransaction(handle, Engine.POSTGRES)));
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !conflict(e)) {
          throw new StoreUnavailable("the database could not be written", e);
        }
      }
    }
  }

  private static boolean conflict(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && CONFLICTS.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    try {
      return jdbi.withHandle(handle -> work.apply(new SqlTransaction(handle, Engine.POSTGRES)));
    } catch (JdbiException e) {
      throw new StoreUnavailable("the database could not be read", e);
    }
  }

  private <T> Optional<T> query(String sql, LiveLookup.Binder binder, LiveLookup.Reader<T> reader) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return SqliteConnection.run(statement, binder, reader);
    } catch (SQLException e) {
      throw new StoreUnavailable("the database refused a lookup", e);
    }
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
    text("SELECT 'alive'");
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
      throw new StoreUnavailable("the database does not answer", e);
    }
  }

  @Override
  public void backup(Path file) {
    throw new UnsupportedOperationException(
        "PostgreSQL has its own tool for a copy while running: pg_dump --format=custom --file="
            + file);
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
    pool.close();
  }
}
