package dev.countersign.crypto;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads for work that holds a thread: native code would pin a virtual thread's
 * carrier, and memory-hard hashes must not run in any number at once.
 *
 * <p>There are two queues of the same bound. Workers empty that of known devices first, and a flood
 * of strangers fills only the other one, so an owner is not kept out by it. The calling thread
 * waits, which is cheap for a virtual one.
 */
public final class HashPool implements AutoCloseable {

  /** Which queue a job waits in. */
  public enum Lane {
    /** Any caller. */
    ORDINARY,
    /** A caller who proved a confirmed device; served first. */
    KNOWN_DEVICE
  }

  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<Lane, Deque<HashJob<?>>> queues = new EnumMap<>(Lane.class);
  private final List<Thread> workers = new ArrayList<>();
  private long averageNanos = Duration.ofMillis(40).toNanos();
  private int active;
  private boolean closed;

  /**
   * Starts the workers.
   *
   * @param threads how many jobs run at once, at least one
   * @param bound how many jobs may wait in each lane, at least one
   */
  public HashPool(int threads, int bound) {
    if (threads < 1 || bound < 1) {
      throw new IllegalArgumentException("A hash pool has at least one thread and one place");
    }
    this.bound = bound;
    for (Lane lane : Lane.values()) {
      queues.put(lane, new ArrayDeque<>());
    }
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().name("hash-", i).daemon().start(this::work));
    }
  }

  /**
   * Runs a job and waits for what it returns or throws.
   *
   * @throws HashPoolFull at once, where the lane has no place left
   * @throws CancellationException where the waiting thread was interrupted or the pool is closed
   */
  public <T> T run(Lane lane, Supplier<T> task) throws HashPoolFull {
    HashJob<T> job = new HashJob<>(task);
    enqueue(lane, job);
    try {
      return job.await();
    } catch (InterruptedException e) {
      withdraw(lane, job);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for the hash pool");
    }
  }

  private void enqueue(Lane lane, HashJob<?> job) throws HashPoolFull {
    lock.lock();
    try {
      admit(lane, job);
    } finally {
      lock.unlock();
    }
  }

  private void admit(Lane lane, HashJob<?> job) throws HashPoolFull {
    if (closed) {
      throw new CancellationException("The hash pool is closed");
    }
    Deque<HashJob<?>> queue = queue(lane);
    if (queue.size() >= bound) {
      throw new HashPoolFull(timeToEmpty());
    }
    queue.addLast(job);
    arrived.signal();
  }

  private Duration timeToEmpty() {
    double nanos = (double) averageNanos * (waiting() + active) / workers.size();
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(nanos / 1e9)));
  }

  private void withdraw(Lane lane, HashJob<?> job) {
    lock.lock();
    try {
      queue(lane).remove(job);
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    HashJob<?> job = next();
    while (job != null) {
      long start = System.nanoTime();
      job.run();
      finished(System.nanoTime() - start);
      job = next();
    }
  }

  private @Nullable HashJob<?> next() {
    lock.lock();
    try {
      return await();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable HashJob<?> await() {
    while (waiting() == 0 && !closed) {
      arrived.awaitUninterruptibly();
    }
    HashJob<?> job = queue(Lane.KNOWN_DEVICE).pollFirst();
    if (job == null) {
      job = queue(Lane.ORDINARY).pollFirst();
    }
    if (job != null) {
      active++;
    }
    return job;
  }

  private void finished(long nanos) {
    lock.lock();
    try {
      active--;
      averageNanos += (nanos - averageNanos) / 8;
    } finally {
      lock.unlock();
    }
  }

  private Deque<HashJob<?>> queue(Lane lane) {
    return Objects.requireNonNull(queues.get(lane));
  }

  private int waiting() {
    return queue(Lane.KNOWN_DEVICE).size() + queue(Lane.ORDINARY).size();
  }

  /** How many jobs wait in both lanes. */
  public int queued() {
    lock.lock();
    try {
      return waiting();
    } finally {
      lock.unlock();
    }
  }

  /** How many jobs run. */
  public int active() {
    lock.lock();
    try {
      return active;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more jobs, finishes those it has, and waits at most ten seconds for them. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    Duration patience = Duration.ofSeconds(10);
    workers.forEach(worker -> join(worker, patience));
  }

  private static void join(Thread worker, Duration patience) {
    try {
      var _ = worker.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
