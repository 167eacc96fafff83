package dev.countersign.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.face.FaceEngine.EngineBusy;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EnginePoolTest {
  @Test
  void aFullQueueSendsAwayAtOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (EnginePool pool = new EnginePool(1, 1)) {
      Thread running = Thread.startVirtualThread(() -> waitIn(pool, gate));
      until(() -> pool.active() == 1);
      Thread waiting = Thread.startVirtualThread(() -> waitIn(pool, gate));
      until(() -> pool.queued() == 1);

      assertThatThrownBy(() -> pool.run(() -> "never"))
          .isInstanceOfSatisfying(
              EngineBusy.class,
              busy -> assertThat(busy.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));

      gate.countDown();
      running.join();
      waiting.join();
      assertThat(pool.run(() -> "again")).isEqualTo("again");
    }
  }

  @Test
  void whatIsWorthLittleGivesWayToWhoeverWaits() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (EnginePool pool = new EnginePool(1, 8)) {
      assertThat(pool.runUnlessAnybodyWaits(() -> "idle")).isEqualTo("idle");
      Thread running = Thread.startVirtualThread(() -> waitIn(pool, gate));
      until(() -> pool.active() == 1);
      Thread waiting = Thread.startVirtualThread(() -> waitIn(pool, gate));
      until(() -> pool.queued() == 1);

      assertThatThrownBy(() -> pool.runUnlessAnybodyWaits(() -> "never"))
          .isInstanceOf(EngineBusy.class);

      gate.countDown();
      running.join();
      waiting.join();
    }
  }

  @Test
  void whatAJobThrowsReachesItsCallerAndTheThreadLivesOn() throws Exception {
    try (EnginePool pool = new EnginePool(1, 1)) {
      assertThatThrownBy(() -> pool.run(EnginePoolTest::broken))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
      assertThat(pool.run(() -> 7)).isEqualTo(7);
    }
  }

  private static String broken() {
    throw new IllegalStateException("broken");
  }

  @Test
  void aClosedPoolTakesNothing() {
    EnginePool pool = new EnginePool(1, 1);
    pool.close();

    assertThatThrownBy(() -> pool.run(() -> 7)).isInstanceOf(CancellationException.class);
  }

  private static void waitIn(EnginePool pool, CountDownLatch gate) {
    try {
      pool.run(() -> opened(gate));
    } catch (EngineBusy e) {
      throw new AssertionError(e);
    }
  }

  private static boolean opened(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return true;
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }
}
