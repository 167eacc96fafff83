package dev.countersign.face.picture;

import java.io.InterruptedIOException;
import java.time.Duration;

/** The moment at which work has to be over. Who does the work looks at it often. */
final class TimeLimit {
  private final long end;

  private TimeLimit(long end) {
    this.end = end;
  }

  static TimeLimit in(Duration duration) {
    return new TimeLimit(System.nanoTime() + duration.toNanos());
  }

  /** Ends the work when its time is over or nobody waits for it any more. */
  void check() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted() || System.nanoTime() - end > 0) {
      throw new InterruptedIOException("The time is over");
    }
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
