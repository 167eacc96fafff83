package dev.countersign.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FramePaceTest {
  private final AtomicLong nanos = new AtomicLong(Long.MIN_VALUE / 2);
  private final FramePace pace = new FramePace(nanos::get);

  private boolean frame(String address) {
    boolean entered = pace.enter(address).isEmpty();
    if (entered) {
      pace.done(address);
    }
    return entered;
  }

  @Test
  void someMayComeAtOnceAndThenEightASecond() {
    for (int i = 0; i < FramePace.AT_ONCE; i++) {
      assertThat(frame("a")).as("frame " + i).isTrue();
    }
    assertThat(pace.enter("a")).contains(Duration.ofMillis(125));
    assertThat(frame("b")).isTrue();
    int entered = 0;
    for (int i = 0; i < 1000; i++) {
      nanos.addAndGet(10_000_000);
      entered += frame("a") ? 1 : 0;
    }
    assertThat(entered).isEqualTo(10 * FramePace.A_SECOND);
  }

  @Test
  void oneAtATime() {
    assertThat(pace.enter("a")).isEmpty();
    assertThat(pace.enter("a")).isPresent();
    pace.done("a");
    assertThat(pace.enter("a")).isEmpty();
  }

  @Test
  void oldAddressesAreForgotten() {
    for (int i = 0; i < 30_000; i++) {
      assertThat(frame("address " + i)).isTrue();
    }
    pace.done("address 0");
    assertThat(frame("address 0")).isTrue();
  }
}
