package dev.countersign.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.config.OutboxSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(
          new OutboxSettings(
              Duration.ofDays(3), Duration.ofSeconds(5), Duration.ofHours(1), Optional.empty()),
          new Random(1));

  @Test
  void theWaitDoublesUpToTheLongestAndVariesByHalf() {
    for (int attempts = 1; attempts < 100; attempts++) {
      long full = Math.min(5L << Math.min(attempts - 1, 30), 3600);
      Duration wait = backoff.after(attempts);
      assertThat(wait).isBetween(Duration.ofMillis(full * 500), Duration.ofSeconds(full));
    }
  }

  @Test
  void twoMessagesThatFailedTogetherAreNotTriedTogether() {
    assertThat(backoff.after(5)).isNotEqualTo(backoff.after(5));
  }
}
