package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.http.BodyBudget.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What bodies under way may take together, and how fast they must come. */
class BodyBudgetTest {
  private static final int MIB = 1024 * 1024;
  private static final int SMALL = 64 * 1024;

  /** Half a MiB of small bodies, four of large ones. */
  private final BodyBudget budget = new BodyBudget(4 * MIB / 2, 4L * 4 * MIB, MIB);

  private static void assertBusy(Share share, int bytes) {
    assertThatThrownBy(() -> share.take(bytes))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> {
              assertThat(refused.failure().kind().status()).isEqualTo(503);
              assertThat(refused.failure().retryAfter()).contains(Duration.ofSeconds(2));
            });
  }

  @Test
  void largeBodiesLeaveTheSmallOnesTheirPart() {
    for (int i = 0; i < 4; i++) {
      budget.share("network" + i).take(MIB);
    }

    assertBusy(budget.share("another"), MIB);
    assertThatCode(() -> budget.share("another").take(SMALL)).doesNotThrowAnyException();
  }

  @Test
  void oneNetworkGetsHalfOfEitherPartAndNoMore() {
    budget.share("one").take(MIB);
    Share second = budget.share("one");
    second.take(MIB);
    for (int i = 0; i < 4; i++) {
      budget.share("one").take(SMALL);
    }

    assertBusy(budget.share("one"), MIB);
    assertBusy(budget.share("one"), SMALL);
    assertThatCode(() -> budget.share("other").take(MIB)).doesNotThrowAnyException();
    assertThatCode(() -> budget.share("other").take(SMALL)).doesNotThrowAnyException();
    second.close();
    assertThatCode(() -> budget.share("one").take(MIB)).doesNotThrowAnyException();
  }

  @Test
  void oneCustomerGetsHalfFromWhateverNetworks() {
    for (int i = 0; i < 2; i++) {
      Share share = budget.share("network" + i);
      share.heldBy("acme");
      share.take(MIB);
    }
    Share third = budget.share("network3");
    third.heldBy("acme");

    assertBusy(third, MIB);
    assertThatCode(() -> budget.share("network3").take(MIB)).doesNotThrowAnyException();
  }

  @Test
  void whatIsAnsweredIsGivenBack() {
    for (int i = 0; i < 100; i++) {
      try (Share share = budget.share("one")) {
        share.take(SMALL - 1);
        share.take(1);
        share.take(1);
        share.take(MIB - SMALL - 1);
      }
    }
    assertThatCode(() -> budget.share("one").take(MIB)).doesNotThrowAnyException();
  }

  private static boolean enough(Pace pace, int seconds, long bytes) {
    return pace.enough(Duration.ofSeconds(seconds), bytes);
  }

  @Test
  void aSmallBodyHasHalfAMinute() {
    Pace pace = new Pace(10L * MIB);
    assertThat(enough(pace, 30, 10)).isTrue();
    assertThat(enough(pace, 31, 11)).isFalse();
  }

  @Test
  void theEndOfALargeBodyMayNotDrip() {
    Pace pace = new Pace(10L * MIB);
    assertThat(enough(pace, 1, 9_900_000)).isTrue();
    assertThat(enough(pace, 10, 9_910_000)).isTrue();
    assertThat(enough(pace, 19, 9_910_001)).isTrue();
    assertThat(enough(pace, 20, 9_910_002)).isFalse();
  }

  @Test
  void noBodyMayTakeLongerThanAMinute() {
    Pace pace = new Pace(10L * MIB);
    for (int second = 0; second <= 60; second++) {
      assertThat(enough(pace, second, 100_000 * (second + 1L))).isTrue();
    }
    assertThat(enough(pace, 61, 7_000_000)).isFalse();
  }
}
