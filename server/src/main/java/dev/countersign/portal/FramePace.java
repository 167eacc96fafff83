package dev.countersign.portal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many frames one address may send: a few a second, and one at a time. It is counted here, not
 * in the database, since what is asked of it lasts for moments only.
 */
final class FramePace {
  /** Frames a second, in the long run. */
  static final int A_SECOND = 8;

  /** Frames that may come at once. */
  static final int AT_ONCE = 16;

  private static final int MOST_ADDRESSES = 10_000;
  private static final long NANOS = 1_000_000_000L / A_SECOND;

  private final LongSupplier nanoTime;
  private final Map<String, Turn> turns =
      new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  FramePace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What an address used up.
   *
   * @param paid until when its frames are paid for
   * @param under whether one is being looked at
   */
  private record Turn(long paid, boolean under) {}

  /** Lets a frame in, or says when to try again. Whoever was let in says when it is done. */
  synchronized Optional<Duration> enter(String address) {
    long now = nanoTime.getAsLong();
    @Nullable Turn turn = turns.get(address);
    long paid = turn == null ? now : Math.max(turn.paid() - now, 0) + now;
    boolean under = turn != null && turn.under();
    long ahead = paid + NANOS - now - AT_ONCE * NANOS;
    if (under || ahead > 0) {
      return Optional.of(Duration.ofNanos(Math.max(ahead, NANOS)));
    }
    turns.put(address, new Turn(paid + NANOS, true));
    return Optional.empty();
  }

  /** A frame was looked at. */
  synchronized void done(String address) {
    turns.computeIfPresent(address, (_, turn) -> new Turn(turn.paid(), false));
  }
}
