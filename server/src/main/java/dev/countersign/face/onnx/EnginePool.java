package dev.countersign.face.onnx;

import dev.countersign.face.FaceEngine.EngineBusy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A few platform threads with a bounded queue. The calling thread waits, which is cheap for a
 * virtual one; when the queue is full it is sent away at once.
 */
final class EnginePool implements AutoCloseable {
  /** The library's own functions go deeper than the server's small stacks may have room for. */
  static final long STACK_BYTES = 8 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor executor;
  private final AtomicLong averageNanos = new AtomicLong(Duration.ofMillis(20).toNanos());

  EnginePool(int threads, int queue) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("face-", 0).stackSize(STACK_BYTES).daemon().factory());
  }

  /**
   * Runs a job and waits for what it returns or throws.
   *
   * @throws EngineBusy at once, where the queue is full
   * @throws CancellationException where the waiting thread was interrupted or the pool is closed
   */
  <T> T run(Supplier<T> job) throws EngineBusy {
    Future<T> future = submit(job);
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for the face engine");
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  /**
   * Runs a job that is worth little: it gives way to all others.
   *
   * @throws EngineBusy at once, where any other waits
   */
  <T> T runUnlessAnybodyWaits(Supplier<T> job) throws EngineBusy {
    if (!executor.getQueue().isEmpty()) {
      throw new EngineBusy(timeToEmpty());
    }
    return run(job);
  }

  private <T> Future<T> submit(Supplier<T> job) throws EngineBusy {
    try {
      return executor.submit(() -> timed(job));
    } catch (RejectedExecutionException e) {
      if (executor.isShutdown()) {
        throw new CancellationException("The face engine is closed");
      }
      throw new EngineBusy(timeToEmpty());
    }
  }

  private <T> T timed(Supplier<T> job) {
    long start = System.nanoTime();
    try {
      return job.get();
    } finally {
      long nanos = System.nanoTime() - start;
      averageNanos.accumulateAndGet(nanos, (average, last) -> average + (last - average) / 8);
    }
  }

  private Duration timeToEmpty() {
    long waiting = (long) executor.getQueue().size() + executor.getActiveCount();
    double nanos = (double) averageNanos.get() * waiting / executor.getCorePoolSize();
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(nanos / 1e9)));
  }

  // A supplier throws no checked exception.
  private static RuntimeException rethrown(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    if (e.getCause() instanceof RuntimeException runtime) {
      return runtime;
    }
    return new IllegalStateException(e.getCause());
  }

  int queued() {
    return executor.getQueue().size();
  }

  int active() {
    return executor.getActiveCount();
  }

  /** Takes no more jobs, finishes those it has, and waits a while for them. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      var _ = executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
