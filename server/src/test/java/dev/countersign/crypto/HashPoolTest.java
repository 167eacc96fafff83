package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.crypto.HashPool.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HashPoolTest {

  private final HashPool pool = new HashPool(1, 2);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> callers = new ArrayList<>();

  @AfterEach
  void close() {
    gate.countDown();
    pool.close();
  }

  @Test
  void aJobRunsOnAPlatformThreadAndItsResultComesBack() throws HashPoolFull {
    assertThat(pool.<Boolean>run(Lane.ORDINARY, () -> Thread.currentThread().isVirtual()))
        .isFalse();
    assertThat(pool.<String>run(Lane.KNOWN_DEVICE, () -> Thread.currentThread().getName()))
        .isEqualTo("hash-0");
  }

  @Test
  void whatAJobThrowsReachesItsCallerAndTheWorkerLives() throws Exception {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            pool.run(
                Lane.ORDINARY,
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .withMessage("broken");
    assertThat(pool.<Integer>run(Lane.ORDINARY, () -> 5)).isEqualTo(5);
    // The caller has its result a moment before the worker is done with the job.
    while (pool.active() > 0) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Test
  void knownDevicesAreServedBeforeStrangersWhoCameEarlier() throws InterruptedException {
    occupyTheOnlyWorker();
    submit(Lane.ORDINARY, "stranger 1", 1);
    submit(Lane.ORDINARY, "stranger 2", 2);
    submit(Lane.KNOWN_DEVICE, "owner", 3);
    gate.countDown();
    awaitCallers();

    assertThat(done).containsExactly("first", "owner", "stranger 1", "stranger 2");
  }

  @Test
  void aFullLaneIsRefusedAtOnceAndLeavesTheOtherOpen() throws InterruptedException {
    occupyTheOnlyWorker();
    submit(Lane.ORDINARY, "stranger 1", 1);
    submit(Lane.ORDINARY, "stranger 2", 2);

    assertThatExceptionOfType(HashPoolFull.class)
        .isThrownBy(() -> pool.run(Lane.ORDINARY, () -> 3))
        .satisfies(full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    submit(Lane.KNOWN_DEVICE, "owner", 3);
    assertThat(pool.queued()).isEqualTo(3);
    assertThat(pool.active()).isEqualTo(1);
  }

  @Test
  void anInterruptedCallerLeavesTheQueue() throws InterruptedException {
    occupyTheOnlyWorker();
    submit(Lane.ORDINARY, "gone", 1);
    callers.getLast().interrupt();
    callers.getLast().join();

    assertThat(pool.queued()).isZero();
    gate.countDown();
    awaitCallers();
    assertThat(done).containsExactly("first");
  }

  @Test
  void aClosedPoolFinishesWhatItHasAndTakesNothingMore() throws InterruptedException {
    occupyTheOnlyWorker();
    submit(Lane.ORDINARY, "last", 1);
    gate.countDown();
    pool.close();
    awaitCallers();

    assertThat(done).containsExactly("first", "last");
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> pool.run(Lane.ORDINARY, () -> 1));
  }

  @Test
  void aPoolWithoutThreadsOrPlacesIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HashPool(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HashPool(1, 0));
  }

  private void occupyTheOnlyWorker() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    callers.add(
        Thread.startVirtualThread(() ->
            run(
                Lane.ORDINARY,
                () -> {
                  running.countDown();
                  await(gate);
                  done.add("first");
                })));
    running.await();
  }

  private void submit(Lane lane, String name, int queuedAfter) throws InterruptedException {
    callers.add(Thread.startVirtualThread(() -> run(lane, () -> done.add(name))));
    while (pool.queued() < queuedAfter) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private void run(Lane lane, Runnable task) {
    try {
      pool.run(
          lane,
          () -> {
            task.run();
            return true;
          });
    } catch (HashPoolFull e) {
      done.add("refused");
    } catch (CancellationException interrupted) {
      // The test that interrupts its caller looks at the queue instead.
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitCallers() throws InterruptedException {
    for (Thread caller : callers) {
      caller.join();
    }
  }
}
