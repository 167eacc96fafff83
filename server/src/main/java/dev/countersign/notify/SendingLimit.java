package dev.countersign.notify;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How often something that sends may be asked for, counted in the store for all nodes. */
public final class SendingLimit {
  private final InstantSource clock;

  public SendingLimit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts one more of it, or says how long none may be asked for.
   *
   * @param what what is counted, and for whom
   * @param most how many there may be in a window, which begins with the first
   */
  public Optional<Duration> count(Transaction tx, String what, int most, Duration window) {
    // The store keeps milliseconds.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    byte[] digest = TokenDigest.of("account request " + what).bytes();
    Optional<Bucket> found =
        tx.throttles().lock(digest).filter(bucket -> now.isBefore(bucket.expiresAt()));
    long before = found.map(Bucket::failures).orElse(0L);
    if (before >= most) {
      return found.map(bucket -> Duration.between(now, bucket.expiresAt()));
    }
    Instant start = found.map(Bucket::windowStart).orElse(now);
    tx.throttles().put(new Bucket(digest, before + 1, 0, now, start, start.plus(window)));
    return Optional.empty();
  }

  /** Whole hours, rounded up. */
  public static long hours(Duration wait) {
    return Math.max(1, Math.ceilDiv(wait.toMinutes(), 60L));
  }

  /** Whole seconds, rounded up. */
  public static long seconds(Duration wait) {
    return Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L));
  }
}
