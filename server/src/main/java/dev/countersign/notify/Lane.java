package dev.countersign.notify;

import dev.countersign.domain.OutboxMessage;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the messages of one kind: one thread takes them out, four workers carry them. */
final class Lane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int WORKERS = 4;

  /** Longer than any courier takes: while a node works on a message, no other takes it. */
  static final Duration LEASE = Duration.ofMinutes(2);

  /** Finds what other nodes put in, what is due again, and what a dead node left. */
  private static final Duration POLL = Duration.ofSeconds(5);

  // A message is announced before its transaction commits, so looking once may be too early.
  private static final Duration SOON = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final OutboxMessage.Kind kind;
  private final Courier courier;
  private final Attempt attempt;
  private final Store store;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(WORKERS);
  private final Semaphore bell = new Semaphore(0);
  private final ExecutorService workers;
  private final Thread thread;
  private volatile boolean stopping;

  Lane(
      OutboxMessage.Kind kind, Courier courier, Attempt attempt, Store store, InstantSource clock) {
    this.kind = kind;
    this.courier = courier;
    this.attempt = attempt;
    this.store = store;
    this.clock = clock;
    String name = "deliver-" + kind.name().toLowerCase(Locale.ROOT);
    workers =
        Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void wake() {
    bell.release();
  }

  private void work() {
    Duration pause = SOON;
    try {
      while (!stopping) {
        if (round()) {
          pause = SOON;
          continue;
        }
        if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
          pause = SOON;
        } else if (pause.compareTo(POLL) < 0) {
          pause = shorter(pause.multipliedBy(2), POLL);
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts; the thread ends.
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Takes as many messages as there are free workers; whether there was one. */
  private boolean round() throws InterruptedException {
    free.acquire();
    int room = 1 + free.drainPermits();
    List<OutboxMessage> taken = take(room);
    free.release(room - taken.size());
    for (OutboxMessage message : taken) {
      workers.execute(() -> carry(message));
    }
    return !taken.isEmpty();
  }

  private List<OutboxMessage> take(int room) {
    Instant now = clock.instant();
    try {
      return store.write(tx -> tx.outbox().lease(kind, now, now.plus(LEASE), room));
    } catch (RuntimeException e) {
      log.warn("The outbox could not be read; it will be tried again", e);
      return List.of();
    }
  }

  private void carry(OutboxMessage message) {
    try {
      attempt.run(courier, message);
    } catch (RuntimeException e) {
      // What became of it could not be written down: it is delivered again when the lease ends.
      log.warn("Message {} of the outbox will be delivered again", message.id(), e);
    } finally {
      free.release();
    }
  }

  /** Takes nothing more out. */
  void stop() {
    stopping = true;
    bell.release();
  }

  /** Waits for what is under way, and cuts off what takes too long. */
  @Override
  public void close() {
    stop();
    try {
      // A thread that was never started cannot be waited for.
      if (thread.isAlive()) {
        thread.join(PATIENCE);
      }
      workers.shutdown();
      if (!workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
