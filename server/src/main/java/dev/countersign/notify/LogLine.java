package dev.countersign.notify;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.notify.Courier.Label;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log of deliveries says of one message; nothing of one that goes to no customer's. */
record LogLine(OutboxMessage message, Optional<Label> label, InstantSource clock) {
  private static final Logger log = LoggerFactory.getLogger(LogLine.class);

  static LogLine of(Courier courier, OutboxMessage message, InstantSource clock) {
    return new LogLine(message, label(courier, message), clock);
  }

  private static Optional<Label> label(Courier courier, OutboxMessage message) {
    try {
      return courier.label(message);
    } catch (RuntimeException e) {
      log.warn("Message {} of the outbox cannot be read", message.id(), e);
      return Optional.empty();
    }
  }

  void write(Transaction tx, DeliveryRecord.State state, String reason, @Nullable Instant next) {
    CustomerId customer = message.customerId();
    // A customer that was deleted meanwhile has no log any more.
    if (customer == null || label.isEmpty() || tx.customers().byId(customer).isEmpty()) {
      return;
    }
    tx.deliveries()
        .put(
            new DeliveryRecord(
                message.id(),
                customer,
                message.userId(),
                message.kind(),
                label.get().what(),
                label.get().destination(),
                state,
                reason,
                message.attempts(),
                message.createdAt(),
                clock.instant(),
                next));
  }
}
