package dev.countersign.store.sql;

import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to the file. It takes whatever waits and commits it together (group
 * commit): one synchronisation to disk serves all of them. Each piece of work stands in a savepoint
 * of its own, so that one that fails takes nothing with it; none is answered before the commit is
 * durable.
 */
final class SqliteWriter implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_TOGETHER = 256;

  private final LinkedBlockingQueue<WriteJob<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final SqliteConnection connection;
  private final Transaction transaction;
  private final Thread thread;
  private final Listeners listeners;
  private volatile boolean closing;

  /** Whether the batch under way changed a face; only the writing thread looks at it. */
  private boolean faceChanged;

  SqliteWriter(SqliteConnection connection, Listeners listeners) {
    this.connection = connection;
    this.listeners = listeners;
    this.transaction =
        new SqlTransaction(connection.handle(), Engine.SQLITE, () -> faceChanged = true);
    this.thread = Thread.ofPlatform().name("sqlite-writer").start(this::work);
  }

  <T> T write(Function<Transaction, T> work) {
    if (thread.equals(Thread.currentThread())) {
      throw new IllegalStateException("a write transaction may not open another");
    }
    WriteJob<T> job = new WriteJob<>(work);
    if (closing) {
      throw stopping();
    }
    if (!waiting.offer(job)) {
      throw new StoreUnavailable("too many writes wait; try again in a moment");
    }
    // The thread ends only when it finds nothing waiting after closing was set. A job that was put
    // in before that is still done; one put in after it might wait for ever, so it is taken back.
    if (closing && waiting.remove(job)) {
      throw stopping();
    }
    return job.await();
  }

  private static StoreUnavailable stopping() {
    return new StoreUnavailable("the database is being closed; the server is stopping");
  }

  int queued() {
    return waiting.size();
  }

  private void work() {
    List<WriteJob<?>> batch = new ArrayList<>(MOST_TOGETHER);
    while (!closing || !waiting.isEmpty()) {
      WriteJob<?> first = next();
      if (first == null) {
        continue;
      }
      batch.add(first);
      waiting.drainTo(batch, MOST_TOGETHER - 1);
      faceChanged = false;
      answer(batch, failureOf(batch));
      if (faceChanged) {
        listeners.wake();
      }
      batch.clear();
    }
  }

  private @Nullable WriteJob<?> next() {
    try {
      return waiting.take();
    } catch (InterruptedException e) {
      // Nobody but a piece of work itself can have done that; it is of no concern to the others.
      return null;
    }
  }

  /** Runs and commits the batch; what went wrong with all of it together, or null. */
  @SuppressWarnings("CatchingUnchecked")
  private @Nullable Throwable failureOf(List<WriteJob<?>> batch) {
    try {
      commit(batch);
      return null;
    } catch (Throwable e) {
      // Errors too: whatever happens, those who wait are told and this thread lives on.
      rollBack();
      return e;
    }
  }

  private void commit(List<WriteJob<?>> batch) {
    Handle handle = connection.handle();
    handle.execute("BEGIN IMMEDIATE");
    for (WriteJob<?> job : batch) {
      job.attempt(handle, transaction);
    }
    handle.execute("COMMIT");
  }

  private void rollBack() {
    try {
      connection.handle().execute("ROLLBACK");
    } catch (JdbiException e) {
      // No transaction had begun, or SQLite has ended it by itself: nothing to undo.
      return;
    }
  }

  private static void answer(List<WriteJob<?>> batch, @Nullable Throwable failure) {
    for (WriteJob<?> job : batch) {
      if (failure != null) {
        job.failTogether(failure);
      }
      job.answer();
    }
  }

  /** Lets what waits be written, and takes no more. */
  void finish() {
    closing = true;
    // Wakes the thread when nothing waits; when the queue is full it is awake.
    var _ = waiting.offer(new WriteJob<>(nothing -> Boolean.TRUE));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The connection must not be closed under a write; the caller gets its interrupt after it.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the connection. Of all connections the last, or the log is not folded into the file. */
  @Override
  public void close() {
    finish();
    connection.close();
  }
}
