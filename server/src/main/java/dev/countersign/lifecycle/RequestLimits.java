package dev.countersign.lifecycle;

import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a stranger may cause work and mail. A network is told that it asks too often; that an
 * address had enough mail is told to nobody, because it would tell that there is an account.
 */
final class RequestLimits {
  static final int OF_NETWORK = 100;
  static final int MAILS = 5;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Store store;
  private final InstantSource clock;

  RequestLimits(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Counts a request of that network before it is looked at, or says how long not. */
  Optional<Duration> reserve(Origin origin) {
    return store.write(tx -> count(tx, "network\n" + origin.network(), OF_NETWORK));
  }

  /**
   * Whether one more mail of that kind may go to that address within the hour; if so it is counted.
   * Each kind counts by itself, or strangers who sign up with an address would keep its owner from
   * a mail about a forgotten password.
   */
  boolean mayMail(Transaction tx, CustomerId customer, Purpose purpose, String address) {
    String subject = "mail\n" + purpose + "\n" + customer + "\n" + address.toLowerCase(Locale.ROOT);
    return count(tx, subject, MAILS).isEmpty();
  }

  private Optional<Duration> count(Transaction tx, String what, int most) {
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
    tx.throttles().put(new Bucket(digest, before + 1, 0, now, start, start.plus(WINDOW)));
    return Optional.empty();
  }
}
