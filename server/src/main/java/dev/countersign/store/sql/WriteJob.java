package dev.countersign.store.sql;

import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** One piece of work for the SQLite writer, and who waits for it. */
final class WriteJob<T> {
  private final Function<Transaction, T> work;
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable Throwable failure;

  WriteJob(Function<Transaction, T> work) {
    this.work = work;
  }

  /** Runs the work in a savepoint; throws only when the whole transaction is lost. */
  void attempt(Handle handle, Transaction transaction) {
    handle.execute("SAVEPOINT work");
    try {
      result = work.apply(transaction);
    } catch (Throwable e) {
      failure = e;
      undo(handle, e);
    }
    handle.execute("RELEASE work");
    // A work's interrupt is not the next one's.
    var _ = Thread.interrupted();
  }

  private static void undo(Handle handle, Throwable reason) {
    try {
      handle.execute("ROLLBACK TO work");
    } catch (RuntimeException e) {
      // A full disk or a failing one makes SQLite roll back everything, savepoints included. The
      // reason is worth more to people than the savepoint that is missing now.
      reason.addSuppressed(e);
      throw new StoreUnavailable(
          Reasons.added("the database gave the transaction up", reason), reason);
    }
  }

  /** The transaction this was part of came to nothing, so this did too. */
  void failTogether(Throwable reason) {
    if (failure == null) {
      failure =
          new StoreUnavailable(Reasons.added("the database could not be written", reason), reason);
    }
  }

  /** Lets go whoever waits. */
  void answer() {
    answered.complete(true);
  }

  /** Waits for the answer, in the thread that asked. */
  @SuppressWarnings("NullAway") // T says whether the result may be null
  T await() {
    answered.join();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof JdbiException refused) {
      throw Failures.translated("the database could not be written", refused);
    }
    if (failure instanceof RuntimeException thrown) {
      throw thrown;
    }
    return result;
  }
}
