package dev.countersign.notify;

import dev.countersign.config.OutboxSettings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed try: twice as long each time, up to the longest; then a random
 * part of at most half of it less, so that what failed together is not tried together.
 */
record Backoff(OutboxSettings settings, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 30;

  Duration after(int attempts) {
    int doublings = Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
    Duration full = settings.baseDelay().multipliedBy(1L << doublings);
    if (full.compareTo(settings.maxDelay()) > 0) {
      full = settings.maxDelay();
    }
    long millis = full.toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
