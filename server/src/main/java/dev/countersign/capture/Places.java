package dev.countersign.capture;

import dev.countersign.face.FaceEngine.EngineBusy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something of which there is so much and no more, for work that takes more or less of it; and a
 * bounded queue of callers who wait for it, each for a while: when it is full, further ones are
 * sent away at once.
 */
final class Places {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int all;
  private final Semaphore free;
  private final int queue;
  private final AtomicInteger waiting = new AtomicInteger();

  Places(int all, int queue) {
    this.all = all;
    this.free = new Semaphore(all, true);
    this.queue = queue;
  }

  /**
   * Takes so much of it, now or within a while; all of it where there is not so much.
   *
   * @throws EngineBusy when there is none
   */
  Place enter(int share) throws EngineBusy {
    Place place = new Place();
    if (!place.more(share)) {
      throw new EngineBusy(RETRY);
    }
    return place;
  }

  /** Nothing yet. */
  Place nothing() {
    return new Place();
  }

  int waiting() {
    return waiting.get();
  }

  /** What somebody has of it, until it is closed. May grow in one thread and end in another. */
  final class Place implements AutoCloseable {
    private int share;
    private boolean closed;
    private volatile boolean waited;

    private Place() {}

    /**
     * Takes more of it, now or within a while, or all of it where there is not so much; whether it
     * was free.
     */
    boolean more(int wanted) {
      int more = Math.min(wanted, all);
      return take(more, Duration.ZERO) || inTurn(more);
    }

    /** Whether there was not enough of it at some time. */
    boolean waited() {
      return waited;
    }

    private boolean inTurn(int more) {
      waited = true;
      try {
        return waiting.incrementAndGet() <= queue && take(more, PATIENCE);
      } finally {
        waiting.decrementAndGet();
      }
    }

    // With a time, even none, nobody overtakes those who wait.
    private boolean take(int more, Duration patience) {
      try {
        return free.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS) && kept(more);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private synchronized boolean kept(int more) {
      if (closed) {
        free.release(more);
        return false;
      }
      share += more;
      return true;
    }

    @Override
    public synchronized void close() {
      closed = true;
      free.release(share);
      share = 0;
    }
  }
}
