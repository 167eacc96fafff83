package dev.countersign.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory that all request bodies under way may take together. Limits of single bodies do not
 * bound their sum: many callers, none of whom need be anybody, can send at once. Small bodies have
 * a part of their own, so that no number of large ones keeps anybody from signing in; and of each
 * part one network, or one customer, gets a share and no more.
 */
final class BodyBudget {
  /** Names, passwords and tokens. */
  static final int SMALL = 64 * 1024;

  /** What one byte costs until it is answered: what it arrived in, its copy, its text, its tree. */
  private static final int COST = 4;

  private static final int HEAP_PARTS = 4;
  private static final int SMALL_PARTS = 4;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Part small;
  private final Part large;

  /**
   * A budget.
   *
   * @param small bytes of memory for bodies of at most {@link #SMALL} bytes
   * @param large bytes of memory for larger ones
   * @param largestBody bytes of the largest body; one such body is within anybody's share
   */
  BodyBudget(long small, long large, long largestBody) {
    this.small = new Part(small, COST * Math.min(SMALL, largestBody));
    this.large = new Part(large, COST * largestBody);
  }

  /** A quarter of the heap, but never less than one body of the largest size needs. */
  static BodyBudget ofHeap(long largestBody) {
    long memory = Runtime.getRuntime().maxMemory() / HEAP_PARTS;
    long small = memory / SMALL_PARTS;
    long large = Math.max(memory - small, COST * (largestBody + 1));
    return new BodyBudget(small, large, largestBody + 1);
  }

  /** Nothing yet, for one request from that network. */
  Share share(String network) {
    return new Share("network " + network);
  }

  /** A part of the memory, and who holds what of it. */
  private static final class Part {
    private final long mostOfOne;
    private final Map<String, Long> held = new HashMap<>();
    private long left;

    private Part(long memory, long leastOfOne) {
      this.left = memory;
      this.mostOfOne = Math.max(memory / 2, leastOfOne);
    }

    private synchronized void take(List<String> holders, long cost) {
      if (cost > left || holders.stream().anyMatch(holder -> exceeds(holder, cost))) {
        throw new RequestRefused(Failure.busy(RETRY));
      }
      left -= cost;
      holders.forEach(holder -> held.merge(holder, cost, Long::sum));
    }

    private boolean exceeds(String holder, long cost) {
      return held.getOrDefault(holder, 0L) + cost > mostOfOne;
    }

    private synchronized void giveBack(List<String> holders, long cost) {
      left += cost;
      for (String holder : holders) {
        long rest = held.getOrDefault(holder, 0L) - cost;
        if (rest > 0) {
          held.put(holder, rest);
        } else {
          held.remove(holder);
        }
      }
    }
  }

  /** What one request holds until it is closed. */
  final class Share implements AutoCloseable {
    private final List<String> holders = new ArrayList<>();
    private Part part = small;
    private long bytes;

    private Share(String network) {
      holders.add(network);
    }

    /** From now on, before anything is taken, it counts for that customer too. */
    void heldBy(String customer) {
      if (bytes > 0) {
        throw new IllegalStateException("the holders of a share are known before it is taken");
      }
      holders.add("customer " + customer);
    }

    /** Takes what that many more bytes of body cost, or refuses the request. */
    void take(int more) {
      long sum = bytes + more;
      if (part == small && sum > SMALL) {
        large.take(holders, COST * sum);
        small.giveBack(holders, COST * bytes);
        part = large;
      } else {
        part.take(holders, (long) COST * more);
      }
      bytes = sum;
    }

    @Override
    public void close() {
      part.giveBack(holders, COST * bytes);
      bytes = 0;
      part = small;
    }
  }
}
