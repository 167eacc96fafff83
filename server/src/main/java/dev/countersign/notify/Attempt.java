package dev.countersign.notify;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Origin;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.metrics.DeliveryMetrics;
import dev.countersign.notify.Courier.Outcome;
import dev.countersign.store.Store;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try to deliver one message, and what follows from how it ends. */
record Attempt(
    Store store, Backoff backoff, AuditLog audit, DeliveryMetrics metrics, InstantSource clock) {
  /** What the trail says of events that no request caused. */
  static final Origin OUTBOX = new Origin("outbox", "", InetAddress.getLoopbackAddress());

  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  void run(Courier courier, OutboxMessage message) {
    if (clock.instant().isAfter(message.giveUpAt())) {
      giveUp(message, "it was too old before it could be tried");
      return;
    }
    switch (outcome(courier, message)) {
      case Outcome.Delivered _ -> delivered(message);
      case Outcome.Failed failed -> postpone(message, failed.reason());
      case Outcome.Refused refused -> giveUp(message, refused.reason());
    }
  }

  private static Outcome outcome(Courier courier, OutboxMessage message) {
    try {
      return courier.deliver(message);
    } catch (RuntimeException e) {
      log.warn("Delivering message {} of the outbox broke off", message.id(), e);
      return new Outcome.Failed("an error inside the server");
    }
  }

  private void delivered(OutboxMessage message) {
    store.write(tx -> {
      tx.outbox().remove(message.id());
      return true;
    });
    metrics.delivered(kind(message));
  }

  private void postpone(OutboxMessage message, String reason) {
    Instant next = clock.instant().plus(backoff.after(message.attempts()));
    if (next.isAfter(message.giveUpAt())) {
      giveUp(message, reason);
      return;
    }
    store.write(tx -> {
      tx.outbox().postpone(message.id(), next);
      return true;
    });
    metrics.failed(kind(message));
    log.info(
        "Try {} to deliver {} {} failed: {}; the next is due at {}",
        message.attempts(),
        kind(message),
        message.id(),
        reason,
        next);
  }

  private void giveUp(OutboxMessage message, String reason) {
    About about = new About(message.customerId(), null, null, detail(message, reason));
    store.write(tx -> {
      tx.outbox().remove(message.id());
      audit.append(tx, AuditKind.DELIVERY_GIVEN_UP, "given_up", OUTBOX, about);
      return true;
    });
    metrics.givenUp(kind(message));
    log.warn(
        "Gave up delivering {} {} after {} tries: {}",
        kind(message),
        message.id(),
        message.attempts(),
        reason);
  }

  // Reasons are our own words, without quotes or line breaks.
  private static String detail(OutboxMessage message, String reason) {
    return "{\"message\":\"%d\",\"kind\":\"%s\",\"attempts\":%d,\"reason\":\"%s\"}"
        .formatted(message.id(), kind(message), message.attempts(), reason);
  }

  private static String kind(OutboxMessage message) {
    return message.kind().name().toLowerCase(Locale.ROOT);
  }
}
