package dev.countersign.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all request bodies under way may take together. Limits of single bodies do not
 * bound their sum: many callers, none of whom need be anybody, can send at once.
 */
final class BodyBudget {
  /** What one byte costs until it is answered: what it arrived in, its copy, its text, its tree. */
  private static final int COST = 4;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final AtomicLong left;

  /** A budget of that many bytes of memory. */
  BodyBudget(long memory) {
    this.left = new AtomicLong(memory);
  }

  /** A quarter of the heap, but never less than one body of the largest size needs. */
  static BodyBudget ofHeap(long largestBody) {
    return new BodyBudget(Math.max(Runtime.getRuntime().maxMemory() / 4, COST * (largestBody + 1)));
  }

  /** Nothing yet, for one request. */
  Share share() {
    return new Share();
  }

  /** What one request holds until it is closed. */
  final class Share implements AutoCloseable {
    private long held;

    private Share() {}

    /** Takes what that many more bytes of body cost, or refuses the request. */
    void take(int bytes) {
      long cost = (long) COST * bytes;
      if (left.addAndGet(-cost) < 0) {
        left.addAndGet(cost);
        throw new RequestRefused(Failure.busy(RETRY));
      }
      held += cost;
    }

    @Override
    public void close() {
      left.addAndGet(held);
      held = 0;
    }
  }
}
