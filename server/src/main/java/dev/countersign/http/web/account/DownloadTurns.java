package dev.countersign.http.web.account;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Files of all that is known of somebody, which are made in memory and may hold pictures: of all
 * people together one is made at a time, and nobody gets a second one before the first was read.
 */
final class DownloadTurns {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Semaphore making = new Semaphore(1, true);
  private final Set<Owner> reading = ConcurrentHashMap.newKeySet();

  private record Owner(CustomerId customer, UserId user) {}

  /** Makes it. */
  Reply take(CustomerId customer, UserId user, Supplier<Map<String, Object>> file) {
    Owner owner = new Owner(customer, user);
    if (!reading.add(owner)) {
      throw new RequestRefused(Failure.busy(RETRY));
    }
    boolean made = false;
    try {
      byte[] json = made(file);
      made = true;
      return Reply.held("application/json", json, () -> reading.remove(owner));
    } finally {
      if (!made) {
        reading.remove(owner);
      }
    }
  }

  private byte[] made(Supplier<Map<String, Object>> file) {
    if (!turn()) {
      throw new RequestRefused(Failure.busy(RETRY));
    }
    try {
      return Reply.json(200, file.get()).body();
    } finally {
      making.release();
    }
  }

  private boolean turn() {
    try {
      return making.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
