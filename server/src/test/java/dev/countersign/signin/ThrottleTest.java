package dev.countersign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.config.ThrottleSettings;
import dev.countersign.domain.Origin;
import dev.countersign.signin.Throttle.Reservation;
import dev.countersign.store.Store;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.OnEveryDatabase;
import dev.countersign.testing.TestDatabase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Delays, windows and refunds, on both databases. */
@OnEveryDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ThrottleTest {
  private static final Guess ALICE = new Guess("user\n1\nalice", Optional.empty(), true);
  private static final Guess ALICES_PHONE = new Guess("user\n1\nalice", Optional.of("p_1"), true);
  private static final String HOME = "192.0.2.1";
  private static final String AWAY = "198.51.100.7";

  @Parameter TestDatabase kind;

  private final MutableClock clock = new MutableClock();
  private Store store;
  private Throttle throttle;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = kind.fresh(folder).open();
    throttle = throttle(3, 100, 15);
  }

  private Throttle throttle(int free, int networkFree, int cap) {
    return new Throttle(
        store,
        clock,
        new ThrottleSettings(
            free,
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            networkFree,
            600,
            cap,
            Duration.ofDays(30),
            Duration.ofHours(1)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Origin from(String address) {
    try {
      return new Origin("test", "", InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Reservation reserve(Guess guess, String address) {
    return throttle.reserve(guess, from(address), true);
  }

  private void wrong(Guess guess, String address) {
    assertThat(reserve(guess, address).retryAfter()).isEmpty();
  }

  private void right(Guess guess, String address) {
    Reservation reservation = reserve(guess, address);
    assertThat(reservation.retryAfter()).isEmpty();
    store.write(tx -> {
      throttle.succeeded(tx, reservation);
      return true;
    });
  }

  private Optional<Duration> wait(Guess guess, String address) {
    return reserve(guess, address).retryAfter();
  }

  private Optional<Bucket> bucket(String name) {
    return store.write(tx -> tx.throttles().lock(BucketName.digest(name)));
  }

  private long failures(String name) {
    return bucket(name).map(Bucket::failures).orElse(0L);
  }

  @Test
  void theFreeGuessesCostNothingAndThenTheDelayDoublesUpToItsMost() {
    for (int i = 0; i < 3; i++) {
      wrong(ALICE, HOME);
    }
    for (int seconds : new int[] {1, 2, 4, 8}) {
      wrong(ALICE, HOME);
      assertThat(wait(ALICE, HOME)).contains(Duration.ofSeconds(seconds));
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(wait(ALICE, HOME)).contains(Duration.ofMillis(1));
      clock.advance(Duration.ofMillis(1));
    }
    wrong(ALICE, HOME);
    assertThat(wait(ALICE, HOME)).contains(Duration.ofSeconds(16));
    clock.advance(Duration.ofSeconds(16));
    wrong(ALICE, HOME);
    assertThat(wait(ALICE, HOME)).contains(Duration.ofSeconds(20));
  }

  @Test
  void waitingAndAskingAgainDoNotLengthenTheWait() {
    for (int i = 0; i < 4; i++) {
      wrong(ALICE, HOME);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(wait(ALICE, HOME)).contains(Duration.ofSeconds(1));
    }
    assertThat(bucket("account\nuser\n1\nalice").orElseThrow())
        .extracting(Bucket::failures, Bucket::refused)
        .containsExactly(4L, 10L);
    clock.advance(Duration.ofSeconds(1));
    right(ALICE, HOME);
  }

  @Test
  void anotherNetworkIsNotHeldUpAndNeitherIsAnotherAccount() {
    for (int i = 0; i < 4; i++) {
      wrong(ALICE, HOME);
    }
    assertThat(wait(ALICE, HOME)).isPresent();
    assertThat(wait(ALICE, "192.0.2.200")).isPresent();
    wrong(ALICE, AWAY);
    wrong(new Guess("user\n1\nbob", Optional.empty(), true), HOME);
    wrong(new Guess("user\n2\nalice", Optional.empty(), true), HOME);
  }

  @Test
  void anIpv6SubscriberIsOneNetwork() {
    for (int i = 0; i < 4; i++) {
      wrong(ALICE, "2001:db8:1:200::" + i);
    }
    assertThat(wait(ALICE, "2001:db8:1:2ff::9")).isPresent();
    wrong(ALICE, "2001:db8:1:300::1");
  }

  @Test
  void manyNetworksTogetherAreHeldToTheAccountsOwnCount() {
    for (int i = 0; i < 12; i++) {
      wrong(ALICE, "203.0." + i + ".1");
    }
    wrong(ALICE, "203.0.12.1");
    assertThat(wait(ALICE, "203.0.13.1")).contains(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    wrong(ALICE, "203.0.14.1");
    clock.advance(Duration.ofSeconds(2));
    // The fifteenth reaches the cap: from here on it is one guess an hour.
    wrong(ALICE, "203.0.15.1");
    assertThat(wait(ALICE, "203.0.16.1")).contains(Duration.ofHours(1));
    clock.advance(Duration.ofHours(1));
    wrong(ALICE, "203.0.17.1");
    assertThat(wait(ALICE, "203.0.18.1")).contains(Duration.ofHours(1));
    // The owner's confirmed device has a lane of its own.
    right(ALICES_PHONE, AWAY);
    // The window of 30 days ends.
    clock.advance(Duration.ofDays(30));
    wrong(ALICE, "203.0.18.1");
    wrong(ALICE, "203.0.19.1");
  }

  @Test
  void aKnownDeviceIsCountedByItself() {
    for (int i = 0; i < 4; i++) {
      wrong(ALICES_PHONE, HOME);
    }
    assertThat(wait(ALICES_PHONE, AWAY)).contains(Duration.ofSeconds(1));
    wrong(ALICE, HOME);
    wrong(new Guess("user\n1\nalice", Optional.of("p_2"), true), HOME);
    clock.advance(Duration.ofSeconds(1));
    right(ALICES_PHONE, HOME);
    assertThat(failures("device\nuser\n1\nalice\np_1")).isZero();
    assertThat(failures("account\nuser\n1\nalice")).isEqualTo(1);
  }

  @Test
  void aRightGuessForgivesThoseOfItsNetworkAndNoOthers() {
    wrong(ALICE, AWAY);
    wrong(ALICE, AWAY);
    wrong(ALICE, HOME);
    wrong(ALICE, HOME);
    right(ALICE, HOME);
    assertThat(failures("account\nuser\n1\nalice")).isEqualTo(2);
    assertThat(failures("pair\nuser\n1\nalice\nc00002")).isZero();
    assertThat(failures("pair\nuser\n1\nalice\nc63364")).isEqualTo(2);
    // The network's other guesses go on counting: one right password buys no more guesses.
    assertThat(failures("network\nc00002")).isEqualTo(2);
  }

  @Test
  void aRightGuessHoldsNobodyUp() {
    throttle = throttle(100, 2, 1000);
    wrong(new Guess("user\n1\na", Optional.empty(), true), HOME);
    wrong(new Guess("user\n1\nb", Optional.empty(), true), HOME);
    for (int i = 0; i < 5; i++) {
      right(ALICE, HOME);
    }
    wrong(new Guess("user\n1\nc", Optional.empty(), true), HOME);
    assertThat(wait(ALICE, HOME)).contains(Duration.ofSeconds(1));
  }

  @Test
  void aGuessThatWasNeverLookedAtIsTakenBack() {
    for (int i = 0; i < 3; i++) {
      wrong(ALICE, HOME);
    }
    for (int i = 0; i < 5; i++) {
      Reservation reservation = reserve(ALICE, HOME);
      assertThat(reservation.retryAfter()).isEmpty();
      throttle.release(reservation);
    }
    assertThat(failures("account\nuser\n1\nalice")).isEqualTo(3);
    assertThat(failures("network\nc00002")).isEqualTo(3);
  }

  @Test
  void theWaitOutlivesTheWindowThatItBeganIn() {
    for (int i = 0; i < 3; i++) {
      wrong(ALICE, HOME);
    }
    clock.advance(Duration.ofDays(1).minusMillis(500));
    wrong(ALICE, HOME);
    clock.advance(Duration.ofMillis(600));
    assertThat(wait(ALICE, HOME)).contains(Duration.ofMillis(400));
    clock.advance(Duration.ofMillis(400));
    wrong(ALICE, HOME);
    wrong(ALICE, HOME);
    assertThat(failures("pair\nuser\n1\nalice\nc00002")).isEqualTo(2);
  }

  @Test
  void aNetworkThatIsHeldUpLeavesNothingOfTheAccountsItTries() {
    throttle = throttle(100, 2, 1000);
    for (int i = 0; i < 3; i++) {
      wrong(ALICE, HOME);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(wait(new Guess("user\n1\n" + i, Optional.empty(), true), HOME)).isPresent();
    }
    assertThat(wait(ALICE, HOME)).isPresent();
    // Removed whatever its end: the network, the account and the pair that were there.
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void anAccountThatIsHeldUpLeavesNothingOfTheNetworksThatTryIt() {
    throttle = throttle(1, 100, 5);
    for (int i = 0; i < 5; i++) {
      wrong(ALICE, "203.0." + i + ".1");
    }
    for (int i = 5; i < 10; i++) {
      assertThat(wait(ALICE, "203.0." + i + ".1")).isPresent();
    }
    assertThat(bucket("account\nuser\n1\nalice").orElseThrow())
        .extracting(Bucket::failures, Bucket::refused)
        .containsExactly(5L, 5L);
    assertThat(rows()).isEqualTo(11);
  }

  /** Removes every row, of the buckets that were only made to be locked too. */
  private int rows() {
    Instant end = clock.instant().plus(Duration.ofDays(1000));
    return store.<Integer>write(tx -> tx.throttles().deleteExpired(end, 1000));
  }

  @Test
  void parallelGuessesAreAllCountedAndOnlyTheFreeOnesAdmitted() throws Exception {
    List<Callable<Reservation>> guesses = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      guesses.add(() -> reserve(ALICE, HOME));
    }
    int admitted = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(50)) {
      for (var guess : executor.invokeAll(guesses)) {
        if (guess.get().retryAfter().isEmpty()) {
          admitted++;
        }
      }
    }
    assertThat(admitted).isEqualTo(4);
    for (String name :
        List.of("account\nuser\n1\nalice", "pair\nuser\n1\nalice\nc00002", "network\nc00002")) {
      assertThat(bucket(name).orElseThrow())
          .extracting(Bucket::failures, Bucket::refused)
          .containsExactly(4L, 46L);
    }
  }
}
