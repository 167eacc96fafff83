package dev.countersign.store.sql;

import dev.countersign.store.ChangeListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what other nodes commit, on a connection of its own that is opened with the first
 * subscription. Whenever it has to be opened again, everybody is woken: something may have happened
 * meanwhile.
 */
final class PostgresListener implements ChangeListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresListener.class);
  private static final int WAIT_MILLIS = 10_000;
  private static final int PAUSE_SECONDS = 1;

  private final Source source;
  private final Listeners listeners = new Listeners();
  private @Nullable Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Connection connection;

  PostgresListener(Source source) {
    this.source = source;
  }

  /** Opens connections that belong to no pool. */
  interface Source {
    Connection open() throws SQLException;
  }

  @Override
  public synchronized Subscription subscribe(Runnable wake) {
    Subscription subscription = listeners.subscribe(wake);
    if (thread == null && !closed) {
      // The driver blocks in a read that would hold a virtual thread's carrier.
      thread = Thread.ofPlatform().daemon().name("postgres-listener").start(this::run);
    }
    return subscription;
  }

  private void run() {
    while (!closed) {
      try {
        listen();
      } catch (SQLException e) {
        pause(e);
      }
    }
  }

  private void listen() throws SQLException {
    try (Connection opened = source.open();
        Statement statement = opened.createStatement()) {
      connection = opened;
      statement.execute("LISTEN " + SqlFaceChanges.CHANNEL);
      listeners.wake();
      PGConnection postgres = opened.unwrap(PGConnection.class);
      while (!closed) {
        PGNotification[] told = postgres.getNotifications(WAIT_MILLIS);
        if (told != null && told.length > 0) {
          listeners.wake();
        }
      }
    }
  }

  private void pause(SQLException reason) {
    if (closed) {
      return;
    }
    log.warn("Lost the connection that tells of changes; opening another: {}", reason.getMessage());
    try {
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      // From this thread: the other one waits in a read, which this ends.
      open.abort(Runnable::run);
    } catch (SQLException e) {
      log.debug("The connection that tells of changes was gone already", e);
    }
  }
}
