package dev.countersign.enrolment;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.store.Store;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one enrolment link may cause in an hour. Whoever knows it may try, and every try is work, an
 * entry of the audit trail and a callback.
 */
public final class LinkTries {
  /** More tries than anybody makes who means to succeed. */
  static final int MOST = 20;

  private static final Duration WINDOW = Duration.ofHours(1);

  private final Store store;
  private final InstantSource clock;

  public LinkTries(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Counts a try before it is looked at, so that parallel ones all count; or says how long not. */
  public Optional<Duration> reserve(String reference) {
    return store.write(tx -> {
      Instant now = now();
      byte[] digest = digest("tries", reference);
      Optional<Bucket> found = current(tx, digest, now);
      if (found.isPresent() && found.get().failures() >= MOST) {
        return Optional.of(Duration.between(now, found.get().expiresAt()));
      }
      Instant start = found.map(Bucket::windowStart).orElse(now);
      long tries = found.map(Bucket::failures).orElse(0L) + 1;
      tx.throttles().put(new Bucket(digest, tries, 0, now, start, start.plus(WINDOW)));
      return Optional.empty();
    });
  }

  /** Takes a try back that was not looked at. */
  public void release(String reference) {
    store.write(tx -> {
      byte[] digest = digest("tries", reference);
      Optional<Bucket> found = current(tx, digest, now());
      found.ifPresent(bucket -> tx.throttles().put(oneLess(bucket)));
      return found.isPresent();
    });
  }

  private static Bucket oneLess(Bucket bucket) {
    return new Bucket(
        bucket.digest(),
        Math.max(0, bucket.failures() - 1),
        bucket.refused(),
        bucket.blockedUntil(),
        bucket.windowStart(),
        bucket.expiresAt());
  }

  /** Whether the person may be told by mail of a rejection; from then on not for an hour. */
  boolean mayMail(Transaction tx, String reference) {
    Instant now = now();
    byte[] digest = digest("mail", reference);
    if (current(tx, digest, now).isPresent()) {
      return false;
    }
    tx.throttles().put(new Bucket(digest, 1, 0, now, now, now.plus(WINDOW)));
    return true;
  }

  private static Optional<Bucket> current(Transaction tx, byte[] digest, Instant now) {
    return tx.throttles().lock(digest).filter(bucket -> now.isBefore(bucket.expiresAt()));
  }

  // The store keeps milliseconds.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static byte[] digest(String what, String reference) {
    return TokenDigest.of("enrolment " + what + "\n" + reference).bytes();
  }
}
