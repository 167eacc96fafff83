package dev.countersign.signin;

import dev.countersign.config.ThrottleSettings;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Slows guessing down without locking anybody out. An attempt is reserved, which counts it as
 * failed, before the password is looked at, so that parallel guesses are all counted; a right guess
 * takes its own count back. Unknown accounts are counted like known ones.
 */
public final class Throttle {
  /** Between servers that share a database. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final Store store;
  private final InstantSource clock;
  private final ThrottleSettings settings;

  public Throttle(Store store, InstantSource clock, ThrottleSettings settings) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
  }

  /** An attempt that was counted, or, with a delay, was not admitted. */
  record Reservation(List<Held> held, Instant at, Optional<Duration> retryAfter) {
    /** Of what no number of guesses finds. */
    static final Reservation UNCOUNTED =
        new Reservation(List.of(), Instant.EPOCH, Optional.empty());
  }

  /**
   * What an admitted attempt wrote.
   *
   * @param counted what for
   * @param blockedUntil until when it holds up the next attempt
   */
  record Held(Counted counted, Instant blockedUntil) {}

  /**
   * Counts the attempt, or says how long to wait. One that is turned away writes only where
   * something is counted already: whoever goes on asking makes no rows.
   *
   * @param last whether a refusal is final, and so is counted
   */
  Reservation reserve(Guess guess, Origin origin, boolean last) {
    if (guess.provenDevice().isEmpty()) {
      Optional<Duration> wait = networkWait(origin);
      if (wait.isPresent()) {
        return new Reservation(List.of(), now(), wait);
      }
    }
    List<Counted> counted = Counted.all(guess, origin, settings);
    return store.write(tx -> reserve(tx, counted, last));
  }

  /** How long the network is held up, told without writing anything. */
  Optional<Duration> networkWait(Origin origin) {
    Instant now = now();
    Counted network = Counted.network(origin, settings);
    return store
        .read(tx -> tx.throttles().find(network.digest()))
        .map(bucket -> network.waitsUntil(bucket, now, settings))
        .filter(blockedUntil -> blockedUntil.isAfter(now))
        .map(blockedUntil -> Duration.between(now, blockedUntil));
  }

  /** Counts a failure that was not reserved, for the network alone. */
  void failed(Transaction tx, Origin origin) {
    Instant now = now();
    Counted network = Counted.network(origin, settings);
    Bucket bucket = current(tx, network, now).orElseGet(() -> fresh(network, now));
    tx.throttles().put(failed(bucket, network, now));
  }

  // The store keeps milliseconds, and what was written is compared with what is read.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Reservation reserve(Transaction tx, List<Counted> counted, boolean last) {
    Instant now = now();
    List<Optional<Bucket>> buckets = new ArrayList<>();
    Instant blockedUntil = now;
    for (Counted one : counted) {
      Optional<Bucket> bucket = current(tx, one, now);
      buckets.add(bucket);
      Instant waits = bucket.map(found -> one.waitsUntil(found, now, settings)).orElse(now);
      if (waits.isAfter(blockedUntil)) {
        blockedUntil = waits;
        if (one.of() == Counted.Of.NETWORK) {
          break;
        }
      }
    }
    if (blockedUntil.isAfter(now)) {
      refuse(tx, counted, buckets, last);
      return new Reservation(List.of(), now, Optional.of(Duration.between(now, blockedUntil)));
    }
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      Counted one = counted.get(i);
      Bucket failed = failed(buckets.get(i).orElseGet(() -> fresh(one, now)), one, now);
      tx.throttles().put(failed);
      held.add(new Held(one, failed.blockedUntil()));
    }
    return new Reservation(held, now, Optional.empty());
  }

  /** Where nothing counts any more, the row that was made or kept to be locked is removed. */
  private static void refuse(
      Transaction tx, List<Counted> counted, List<Optional<Bucket>> buckets, boolean last) {
    for (int i = 0; i < buckets.size(); i++) {
      byte[] digest = counted.get(i).digest();
      Optional<Bucket> bucket = buckets.get(i);
      if (bucket.isEmpty()) {
        tx.throttles().clear(digest);
      } else if (last) {
        tx.throttles().put(refused(bucket.get()));
      }
    }
  }

  /**
   * The bucket as long as it counts: in its window, or until the wait it asked for is over. One
   * that begins in the future was made by a clock that was ahead, and would count for too long.
   */
  private static Optional<Bucket> current(Transaction tx, Counted counted, Instant now) {
    return tx.throttles()
        .lock(counted.digest())
        .filter(found -> !found.windowStart().isAfter(now.plus(CLOCKS_DIFFER)))
        .filter(found ->
            now.isBefore(found.windowStart().plus(counted.window()))
                || now.isBefore(found.blockedUntil()));
  }

  private static Bucket fresh(Counted counted, Instant now) {
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
    Instant blockedUntil = now.plus(counted.delay(failures, settings));
    Instant expiresAt = bucket.expiresAt();
    if (blockedUntil.isAfter(expiresAt)) {
      expiresAt = blockedUntil;
    }
    return new Bucket(
        bucket.digest(), failures, bucket.refused(), blockedUntil, bucket.windowStart(), expiresAt);
  }

  /**
   * The guess was right: it is no failure. NIST SP 800-63B, section 5.2.2: "When the subscriber
   * successfully authenticates, the verifier SHOULD disregard any previous failed attempts for that
   * user from the same IP address." Those from elsewhere go on counting, so that nobody guesses
   * faster because the owner signs in every day.
   */
  void succeeded(Transaction tx, Reservation reservation) {
    List<Optional<Bucket>> buckets = locked(tx, reservation);
    long ownFailures = 1;
    for (int i = 0; i < buckets.size(); i++) {
      if (reservation.held().get(i).counted().of() == Counted.Of.PAIR) {
        ownFailures = Math.max(1, buckets.get(i).map(Bucket::failures).orElse(0L));
      }
    }
    for (int i = 0; i < buckets.size(); i++) {
      Held held = reservation.held().get(i);
      switch (held.counted().of()) {
        case PAIR, DEVICE -> tx.throttles().clear(held.counted().digest());
        case ACCOUNT -> takeBack(tx, buckets.get(i), held, ownFailures, reservation.at());
        case NETWORK -> takeBack(tx, buckets.get(i), held, 1, reservation.at());
      }
    }
  }

  /** The guess was never looked at: the server was too busy. */
  void release(Reservation reservation) {
    store.write(tx -> {
      release(tx, reservation);
      return true;
    });
  }

  /** The guess is no failure, and earlier ones go on counting. */
  void release(Transaction tx, Reservation reservation) {
    List<Optional<Bucket>> buckets = locked(tx, reservation);
    for (int i = 0; i < buckets.size(); i++) {
      takeBack(tx, buckets.get(i), reservation.held().get(i), 1, reservation.at());
    }
  }

  private static List<Optional<Bucket>> locked(Transaction tx, Reservation reservation) {
    return reservation.held().stream()
        .map(held -> tx.throttles().lock(held.counted().digest()))
        .toList();
  }

  /**
   * Fewer failures, and no wait on account of this attempt; one that a later guess caused stays.
   */
  private static void takeBack(
      Transaction tx, Optional<Bucket> found, Held held, long failures, Instant at) {
    if (found.isEmpty()) {
      return;
    }
    Bucket bucket = found.get();
    Instant blockedUntil = bucket.blockedUntil();
    if (blockedUntil.equals(held.blockedUntil())) {
      blockedUntil = at;
    }
    tx.throttles()
        .put(
            new Bucket(
                bucket.digest(),
                Math.max(0, bucket.failures() - failures),
                bucket.refused(),
                blockedUntil,
                bucket.windowStart(),
                bucket.expiresAt()));
  }
}
