package dev.countersign.signin;

import dev.countersign.config.ThrottleSettings;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.store.Transaction;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Slows guessing down without locking anybody out. An attempt is reserved, which counts it as
 * failed, before the password is looked at, so that parallel guesses are all counted; a right guess
 * takes its own count back. Unknown accounts are counted like known ones.
 */
public final class Throttle {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Guesses at one account from everywhere are admitted so many times as often as from one place.
   */
  private static final int PLACES = 4;

  private final Store store;
  private final InstantSource clock;
  private final ThrottleSettings settings;

  public Throttle(Store store, InstantSource clock, ThrottleSettings settings) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
  }

  /** Counts the attempt, or says how long to wait. */
  Reservation reserve(Guess guess, Origin origin) {
    List<Counted> counted = counted(guess, origin);
    return store.write(tx -> reserve(tx, counted));
  }

  private Reservation reserve(Transaction tx, List<Counted> counted) {
    Instant now = clock.instant();
    List<Bucket> buckets = new ArrayList<>();
    Instant blockedUntil = now;
    for (Counted one : counted) {
      Bucket bucket = current(tx, one, now);
      buckets.add(bucket);
      if (bucket.blockedUntil().isAfter(blockedUntil)) {
        blockedUntil = bucket.blockedUntil();
      }
    }
    if (blockedUntil.isAfter(now)) {
      buckets.forEach(bucket -> tx.throttles().put(refused(bucket)));
      return new Reservation(counted, Optional.of(Duration.between(now, blockedUntil)));
    }
    for (int i = 0; i < counted.size(); i++) {
      tx.throttles().put(failed(buckets.get(i), counted.get(i), now));
    }
    return new Reservation(counted, Optional.empty());
  }

  /** The bucket as it counts now, locked; the window of an old one begins anew. */
  private static Bucket current(Transaction tx, Counted counted, Instant now) {
    Optional<Bucket> found = tx.throttles().lock(counted.digest());
    if (found.isPresent() && now.isBefore(found.get().windowStart().plus(counted.window()))) {
      return found.get();
    }
    return new Bucket(counted.digest(), 0, 0, now, now, now.plus(counted.window()));
  }

  private static Bucket refused(Bucket bucket) {
    return new Bucket(
        bucket.digest(),
        bucket.failures(),
        bucket.refused() + 1,
        bucket.blockedUntil(),
        bucket.windowStart(),
        bucket.expiresAt());
  }

  private Bucket failed(Bucket bucket, Counted counted, Instant now) {
    long failures = bucket.failures() + 1;
    Instant blockedUntil = now.plus(delay(failures, counted));
    Instant expiresAt = bucket.expiresAt();
    if (blockedUntil.isAfter(expiresAt)) {
      expiresAt = blockedUntil;
    }
    return new Bucket(
        bucket.digest(), failures, bucket.refused(), blockedUntil, bucket.windowStart(), expiresAt);
  }

  /** Doubles with every failure past the free ones; past the cap it is the cap's. */
  private Duration delay(long failures, Counted counted) {
    if (failures >= counted.cap()) {
      return settings.capDelay();
    }
    if (failures < counted.free()) {
      return Duration.ZERO;
    }
    long doublings = Math.min(failures - counted.free(), 32);
    Duration delay = settings.baseDelay().multipliedBy(1L << doublings);
    if (delay.compareTo(settings.maxDelay()) > 0) {
      return settings.maxDelay();
    }
    return delay;
  }

  /** The guess was right: it is no failure, and what was counted for the account is forgotten. */
  void succeeded(Transaction tx, Reservation reservation) {
    for (Counted counted : reservation.counted()) {
      if (counted.forgiven()) {
        tx.throttles().clear(counted.digest());
      } else {
        tx.throttles().refund(counted.digest());
      }
    }
  }

  /** The guess was never looked at: the server was too busy. */
  void release(Reservation reservation) {
    store.write(tx -> {
      reservation.counted().forEach(counted -> tx.throttles().refund(counted.digest()));
      return true;
    });
  }

  private List<Counted> counted(Guess guess, Origin origin) {
    if (!guess.guessable()) {
      return List.of();
    }
    int free = settings.freeAttempts();
    if (guess.provenDevice().isPresent()) {
      String device = "device\n" + guess.account() + "\n" + guess.provenDevice().get();
      return List.of(new Counted(BucketName.digest(device), free, Long.MAX_VALUE, DAY, true));
    }
    String network = prefix(origin.address());
    List<Counted> counted = new ArrayList<>();
    counted.add(
        new Counted(
            BucketName.digest("account\n" + guess.account()),
            (long) free * PLACES,
            Math.max(settings.accountCap(), (long) free * PLACES),
            settings.accountWindow(),
            true));
    counted.add(
        new Counted(
            BucketName.digest("pair\n" + guess.account() + "\n" + network),
            free,
            Long.MAX_VALUE,
            DAY,
            true));
    counted.add(
        new Counted(
            BucketName.digest("network\n" + network),
            settings.networkFreeAttempts(),
            Long.MAX_VALUE,
            DAY,
            false));
    // Every transaction locks in the same order, or two of them could wait for each other.
    counted.sort((a, b) -> Arrays.compareUnsigned(a.digest(), b.digest()));
    return counted;
  }

  /** The network an address belongs to: what one subscriber is usually given. */
  private static String prefix(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return HexFormat.of().formatHex(bytes, 0, 3);
    }
    return HexFormat.of().formatHex(bytes, 0, 7);
  }

  /**
   * One thing an attempt is counted for.
   *
   * @param free failures that cost nothing
   * @param cap failures from which on the cap's delay holds
   * @param window how long failures count
   * @param forgiven whether a right guess forgets it all
   */
  record Counted(byte[] digest, long free, long cap, Duration window, boolean forgiven) {}

  /** An attempt that was counted, or, with a delay, was not admitted. */
  record Reservation(List<Counted> counted, Optional<Duration> retryAfter) {}
}
