package dev.countersign.signin;

import dev.countersign.config.ThrottleSettings;
import dev.countersign.domain.Origin;
import dev.countersign.store.Throttles.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One thing an attempt is counted for.
 *
 * @param of what it is
 * @param digest the name of its bucket
 * @param free failures that cost nothing
 * @param cap failures from which on the cap's delay holds
 * @param window how long failures count
 */
record Counted(Of of, byte[] digest, long free, long cap, Duration window) {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Guesses at one account from everywhere are admitted so many times as often as from one place.
   */
  private static final int PLACES = 4;

  private static final int MOST_DOUBLINGS = 32;

  /** What can be counted for. */
  enum Of {
    /** An account, from everywhere. */
    ACCOUNT,
    /** An account, from one network. */
    PAIR,
    /** One network, over all accounts. */
    NETWORK,
    /** An account, from one confirmed device that proved itself. */
    DEVICE
  }

  /** What the guess is counted for, in the order in which every transaction locks it. */
  static List<Counted> all(Guess guess, Origin origin, ThrottleSettings settings) {
    int free = settings.freeAttempts();
    if (guess.provenDevice().isPresent()) {
      // A lane of its own: whatever others guess at the account, its owner is not locked out.
      String name = "device\n" + guess.account() + "\n" + guess.provenDevice().get();
      return List.of(new Counted(Of.DEVICE, BucketName.digest(name), free, Long.MAX_VALUE, DAY));
    }
    String network = origin.network();
    String pair = "pair\n" + guess.account() + "\n" + network;
    // Every transaction locks in this order, or two of them could wait for each other. The network
    // is first: where it is held up, nothing is kept of the accounts that are tried.
    return List.of(
        network(origin, settings),
        account(guess, settings),
        new Counted(Of.PAIR, BucketName.digest(pair), free, Long.MAX_VALUE, DAY));
  }

  /** The network alone. */
  static Counted network(Origin origin, ThrottleSettings settings) {
    return new Counted(
        Of.NETWORK,
        BucketName.digest("network\n" + origin.network()),
        settings.networkFreeAttempts(),
        Long.MAX_VALUE,
        DAY);
  }

  private static Counted account(Guess guess, ThrottleSettings settings) {
    long free = (long) settings.freeAttempts() * PLACES;
    return new Counted(
        Of.ACCOUNT,
        BucketName.digest("account\n" + guess.account()),
        free,
        Math.max(settings.accountCap(), free),
        settings.accountWindow());
  }

  /**
   * Until when the next attempt waits; {@code now} where it need not. A wait that no number of
   * failures asks for was written by a clock that was ahead, and is not waited for: everybody who
   * signed in meanwhile would be locked out for as long as it was set back.
   */
  Instant waitsUntil(Bucket bucket, Instant now, ThrottleSettings settings) {
    Duration longest = settings.maxDelay();
    if (cap < Long.MAX_VALUE && longest.compareTo(settings.capDelay()) < 0) {
      longest = settings.capDelay();
    }
    boolean ahead = bucket.blockedUntil().isAfter(now.plus(longest));
    return bucket.failures() <= free || ahead ? now : bucket.blockedUntil();
  }

  /**
   * How long the next attempt waits after so many failures. It doubles with every failure past the
   * free ones. NIST SP 800-63B, section 5.2.2: "the verifier SHALL limit consecutive failed
   * authentication attempts on a single account to no more than 100"; here those beyond the cap are
   * so slow that guessing is of no use, and the owner's confirmed devices are not held up by them.
   */
  Duration delay(long failures, ThrottleSettings settings) {
    if (failures >= cap) {
      return settings.capDelay();
    }
    if (failures <= free) {
      return Duration.ZERO;
    }
    long doublings = Math.min(failures - free - 1, MOST_DOUBLINGS);
    Duration delay = settings.baseDelay().multipliedBy(1L << doublings);
    if (delay.compareTo(settings.maxDelay()) > 0) {
      return settings.maxDelay();
    }
    return delay;
  }
}
