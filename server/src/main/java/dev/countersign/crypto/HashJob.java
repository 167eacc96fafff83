package dev.countersign.crypto;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One job of the pool and its outcome. */
final class HashJob<T> {

  private final Supplier<T> task;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  HashJob(Supplier<T> task) {
    this.task = task;
  }

  // A worker must outlive whatever a job throws; the caller gets it instead.
  @SuppressWarnings("CatchThrowable")
  void run() {
    try {
      outcome.complete(task.get());
    } catch (Throwable thrown) {
      outcome.completeExceptionally(thrown);
    }
  }

  T await() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  // A supplier throws no checked exception.
  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    return new IllegalStateException(cause);
  }
}
