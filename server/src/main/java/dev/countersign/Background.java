package dev.countersign;

import dev.countersign.assembly.Core;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does by itself, beside answering. */
final class Background implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Background.class);
  private static final Duration KEYS = Duration.ofSeconds(5);
  private static final Duration SUMS = Duration.ofSeconds(20);
  private static final Duration LOGOUTS = Duration.ofSeconds(1);

  private final Core core;
  private final ScheduledExecutorService timer;

  Background(Core core) {
    this.core = core;
    this.timer =
        Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().name("background-", 0).daemon().factory());
  }

  void start() {
    core.messages.delivery.start();
    core.faceFeatures.galleries.start();
    core.erasure.suspect();
    every(KEYS, "reading the signing keys", core.ring::refresh);
    every(KEYS, "overwriting what was erased", core.erasure::scrub);
    every(
        LOGOUTS,
        "telling clients of sign-outs",
        () -> core.authorizationFeatures.logoutRelay.relay());
    every(SUMS, "summing the audit trail", core.lifecycle.tally::advance);
    Duration interval = core.configuration.housekeeping().interval();
    every(interval, "advancing the signing keys", core.signingKeys::advance);
    every(interval, "removing old exports", core.transfer.backgroundExports::sweep);
    every(interval, "sweeping expired rows", core.housekeeping::sweep);
  }

  private void every(Duration interval, String what, Runnable job) {
    long millis = interval.toMillis();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> quietly(what, job), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A job that fails is tried again at its next turn; the executor would drop it for good. */
  private static void quietly(String what, Runnable job) {
    try {
      job.run();
    } catch (RuntimeException e) {
      log.warn("Failed at {}; it will be tried again", what, e);
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      timer.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
