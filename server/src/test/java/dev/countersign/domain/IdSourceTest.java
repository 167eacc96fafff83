package dev.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.MutableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdSourceTest {
  private final MutableClock clock = new MutableClock();

  @Test
  void everyIdIsLargerThanTheOneBeforeWhateverTheClockDoes() {
    IdSource ids = new IdSource(clock, 5);
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      if (i % 3_000 == 2_999) {
        clock.advance(Duration.ofMillis(i % 2 == 0 ? -7 : 3));
      }
      long next = ids.next();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Test
  void processesWhoseNumbersShareTheirLowBitsMeetInNoMillisecond() {
    Set<Long> seen = new HashSet<>();
    for (long number = 7; number < 32 * 1024; number += 1024) {
      IdSource ids = new IdSource(clock, number);
      for (int i = 0; i < 64; i++) {
        assertThat(seen.add(ids.next())).as("%d, %d", number, i).isTrue();
      }
    }
  }

  @Test
  void aProcessHasMoreThanTwoThousandIdsInAMillisecond() {
    IdSource ids = new IdSource(clock, 31 * 1024);
    long first = ids.next();
    for (int i = 0; i < 2_000; i++) {
      assertThat(ids.next() >> 22).isEqualTo(first >> 22);
    }
  }
}
