package dev.countersign.face.picture;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads that read pictures, with a bound on the memory they take together:
 * decoding is long work that never waits, part of it native, and would hold the carriers of virtual
 * threads.
 */
final class PictureWorkers implements AutoCloseable {
  /** How much memory may be in work, in kilobytes: one of the largest, or a few usual ones. */
  static final int KILOBYTES = 130_000;

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ThreadPoolExecutor threads;
  private final Semaphore kilobytes = new Semaphore(KILOBYTES, true);
  private final int waiting;
  private final Duration limit;

  /**
   * Starts no thread yet.
   *
   * @param threads how many pictures are read at once
   * @param waiting how many may wait
   * @param limit how long reading one may take
   */
  PictureWorkers(int threads, int waiting, Duration limit) {
    this.waiting = waiting;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            Thread.ofPlatform().name("picture-", 0).daemon().factory());
    this.threads.allowCoreThreadTimeOut(true);
    this.limit = limit;
  }

  /** Runs the work when there is room for so many bytes, and waits for what it gives. */
  <T> T run(long bytes, Work<T> work) throws PictureRefused {
    int share = (int) Math.min(KILOBYTES, Math.ceilDiv(bytes, 1000));
    acquire(share);
    FutureTask<T> task = new FutureTask<>(begun(work));
    try {
      threads.execute(() -> freeing(share, task));
    } catch (RejectedExecutionException full) {
      kilobytes.release(share);
      throw PictureRefused.busy(RETRY);
    }
    return await(task);
  }

  // The time begins with the work and not with the wait for a thread.
  private <T> Callable<T> begun(Work<T> work) {
    return () -> work.run(TimeLimit.in(limit));
  }

  private void freeing(int share, FutureTask<?> task) {
    try {
      task.run();
    } finally {
      // Not before the work has really ended: until then the memory is taken.
      kilobytes.release(share);
    }
  }

  private void acquire(int share) throws PictureRefused {
    boolean acquired;
    try {
      acquired =
          kilobytes.getQueueLength() < waiting
              && kilobytes.tryAcquire(share, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      acquired = false;
    }
    if (!acquired) {
      throw PictureRefused.busy(RETRY);
    }
  }

  private <T> T await(FutureTask<T> task) throws PictureRefused {
    Duration patience = limit.multipliedBy(2).plus(GRACE);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    } catch (TimeoutException e) {
      // It ends by itself within its time once it has begun: so it had to wait too long.
      throw PictureRefused.busy(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PictureRefused.busy(RETRY);
    } finally {
      // Nothing to stop when it is done; otherwise the work sees it at its next look at the clock.
      task.cancel(true);
    }
  }

  private static PictureRefused refusal(@Nullable Throwable thrown) {
    if (thrown instanceof PictureRefused refused) {
      return refused;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return PictureRefused.corrupt();
  }

  /** Ends the threads once they are idle; what is under way is interrupted. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Reads a picture within its time. */
  interface Work<T> {
    T run(TimeLimit limit) throws Exception;
  }
}
