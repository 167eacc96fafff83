package dev.countersign.notify;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.Origin;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What became of what was sent on a customer's behalf, and what was given up, to be sent again. It
 * knows no more of a message than what it was about and where it went.
 */
public final class DeliveryLog {
  /** How long it is remembered what became of a message. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** How long a message that was given up can be sent again. */
  private static final Duration REPEATABLE = Duration.ofDays(7);

  private final Store store;
  private final Notifications notifications;
  private final AuditLog audit;
  private final InstantSource clock;

  public DeliveryLog(
      Store store, Notifications notifications, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.notifications = notifications;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * One message.
   *
   * @param record how its last try ended; absent while it was not tried
   * @param repeatable whether it was given up and can be sent again
   */
  public record Found(Optional<DeliveryRecord> record, boolean repeatable) {}

  /** A customer's, newest first; see {@link dev.countersign.store.Deliveries#list}. */
  public List<DeliveryRecord> list(
      CustomerId customer,
      Optional<OutboxMessage.Kind> kind,
      Optional<DeliveryRecord.State> state,
      long before,
      int limit) {
    return store.read(tx -> tx.deliveries().list(customer, kind, state, before, limit));
  }

  /** What is known of that message of the customer's; absent when nothing is. */
  public Optional<Found> find(CustomerId customer, long id) {
    return store.read(tx -> {
      Optional<DeliveryRecord> known = tx.deliveries().find(customer, id);
      if (known.isEmpty() && tx.outbox().find(customer, id).isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Found(known, tx.outbox().givenUp(customer, id)));
    });
  }

  /**
   * Sends a message again that was given up.
   *
   * @throws NotFound when it is not kept any more
   */
  public void repeat(CustomerId customer, long id, Origin origin) {
    OutboxMessage message =
        store.write(tx -> {
          Instant now = clock.instant();
          if (!tx.outbox().revive(customer, id, now, notifications.giveUpAt(now))) {
            throw new NotFound("the message");
          }
          About about = About.customer(customer).with("{\"message\":\"" + id + "\"}");
          audit.append(tx, AuditKind.DELIVERY_REPEATED, AuditLog.SUCCESS, origin, about);
          return tx.outbox().find(customer, id).orElseThrow(() -> new NotFound("the message"));
        });
    notifications.woken(message.kind());
  }

  /** Forgets what is old, at most so many of each. */
  public int sweep(Transaction tx, Instant now, int limit) {
    return Math.max(
        tx.deliveries().deleteBefore(now.minus(KEPT), limit),
        tx.outbox().deleteGivenUp(now.minus(REPEATABLE), limit));
  }
}
