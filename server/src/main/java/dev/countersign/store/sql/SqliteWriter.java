package dev.countersign.store.sql;

import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  private final LinkedBlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final SqliteConnection connection;
  private final Transaction transaction;
  private final Thread thread;
  private volatile boolean closing;

  SqliteWriter(SqliteConnection connection) {
    this.connection = connection;
    this.transaction = new SqlTransaction(connection.handle(), Engine.SQLITE);
    this.thread = Thread.ofPlatform().name("sqlite-writer").start(this::work);
  }

  <T> T write(Function<Transaction, T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write transaction may not open another");
    }
    Job<T> job = new Job<>(work);
    if (closing || !waiting.offer(job)) {
      throw new StoreUnavailable("too many writes wait; try again in a moment");
    }
    try {
      return job.done.join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(CompletionException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    return e;
  }

  int queued() {
    return waiting.size();
  }

  private void work() {
    List<Job<?>> batch = new ArrayList<>();
    while (!closing || !waiting.isEmpty()) {
      Job<?> first = next();
      if (first == null) {
        continue;
      }
      batch.add(first);
      waiting.drainTo(batch, MOST_TOGETHER - 1);
      commit(batch);
      batch.clear();
    }
  }

  private @Nullable Job<?> next() {
    try {
      return waiting.take();
    } catch (InterruptedException e) {
      // Only close() interrupts; the loop's condition looks at what it set.
      return waiting.poll();
    }
  }

  private void commit(List<Job<?>> batch) {
    Handle handle = connection.handle();
    try {
      handle.execute("BEGIN IMMEDIATE");
      for (Job<?> job : batch) {
        job.attempt(handle, transaction);
      }
      handle.execute("COMMIT");
    } catch (JdbiException e) {
      rollBack(handle);
      StoreUnavailable failure = new StoreUnavailable("the database could not be written", e);
      batch.forEach(job -> job.done.completeExceptionally(failure));
      return;
    }
    batch.forEach(Job::answer);
  }

  private void rollBack(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      // No transaction had begun: nothing to undo.
      return;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }

  /** One piece of work and who waits for it. */
  private static final class Job<T> {
    private final Function<Transaction, T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Job(Function<Transaction, T> work) {
      this.work = work;
    }

    void attempt(Handle handle, Transaction transaction) {
      handle.execute("SAVEPOINT work");
      try {
        result = work.apply(transaction);
      } catch (RuntimeException e) {
        failure = e;
        handle.execute("ROLLBACK TO work");
      }
      handle.execute("RELEASE work");
    }

    @SuppressWarnings("NullAway") // a future may hold null; T says whether it may here
    void answer() {
      if (failure != null) {
        done.completeExceptionally(failure);
        return;
      }
      done.complete(result);
    }
  }
}
