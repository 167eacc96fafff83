package dev.countersign.outgoing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Cuts network work off when its time is over, however slowly and steadily the other side sends.
 *
 * <p>The work runs in a virtual thread: an interrupt then closes the socket the thread is blocked
 * on ({@link java.net.Socket}), which a timeout per read does not.
 */
public final class Deadline {
  private Deadline() {}

  /**
   * Runs the work and waits for it.
   *
   * @throws TimeoutException when the time is over; the work has been interrupted
   * @throws Exception what the work throws
   */
  public static <T> T within(Duration limit, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("deadline").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      // Nothing to stop when it is done; all other ways lead here with the work still going on.
      task.cancel(true);
    }
  }

  private static Exception cause(ExecutionException thrown) {
    if (thrown.getCause() instanceof Exception exception) {
      return exception;
    }
    return thrown;
  }
}
