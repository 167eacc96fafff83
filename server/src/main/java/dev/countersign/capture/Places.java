package dev.countersign.capture;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places for work that takes memory, and a bounded queue of callers who wait for one, each for a
 * while: when it is full, further ones are sent away at once.
 */
final class Places {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore free;
  private final int queue;
  private final AtomicInteger waiting = new AtomicInteger();

  Places(int count, int queue) {
    this.free = new Semaphore(count, true);
    this.queue = queue;
  }

  /** Whether there is a place, now or within a while; whoever gets one has to leave it. */
  boolean enter() {
    if (taken(Duration.ZERO)) {
      return true;
    }
    try {
      return waiting.incrementAndGet() <= queue && taken(PATIENCE);
    } finally {
      waiting.decrementAndGet();
    }
  }

  // With a time, even none, nobody overtakes those who wait.
  private boolean taken(Duration patience) {
    try {
      return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    free.release();
  }

  int waiting() {
    return waiting.get();
  }
}
