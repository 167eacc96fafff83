package dev.countersign.notify;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.DeliveryRecord.State;
import dev.countersign.domain.Origin;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.metrics.DeliveryMetrics;
import dev.countersign.notify.Courier.Outcome;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
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
    LogLine line = LogLine.of(courier, message, clock);
    if (clock.instant().isAfter(message.giveUpAt())) {
      giveUp(line, message, "it was too old before it could be tried");
      return;
    }
    switch (outcome(courier, message)) {
      case Outcome.Delivered delivered -> delivered(line, message, delivered.answer());
      case Outcome.Failed failed -> postpone(line, message, failed.reason());
      case Outcome.Refused refused -> giveUp(line, message, refused.reason());
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

  private void delivered(LogLine line, OutboxMessage message, String answer) {
    store.write(tx -> {
      tx.outbox().remove(message.id());
      line.write(tx, State.DELIVERED, answer, null);
      return true;
    });
    metrics.delivered(kind(message));
  }

  private void postpone(LogLine line, OutboxMessage message, String reason) {
    Instant next = clock.instant().plus(backoff.after(message.attempts()));
    if (next.isAfter(message.giveUpAt())) {
      giveUp(line, message, reason);
      return;
    }
    store.write(tx -> {
      tx.outbox().postpone(message.id(), next);
      line.write(tx, State.FAILED, reason, next);
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

  private void giveUp(LogLine line, OutboxMessage message, String reason) {
    About about = new About(message.customerId(), null, null, detail(message, reason));
    store.write(tx -> {
      leave(tx, message);
      line.write(tx, State.GIVEN_UP, reason, null);
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

  /** What a customer's program did not take, it may ask for again; mail is soon out of date. */
  private void leave(Transaction tx, OutboxMessage message) {
    switch (message.kind()) {
      case CALLBACK, LOGOUT -> tx.outbox().giveUp(message.id(), clock.instant());
      case MAIL, TASK -> tx.outbox().remove(message.id());
    }
  }

  // Reasons are our own words, without quotes or line breaks.
  private static String detail(OutboxMessage message, String reason) {
    return "{\"message\":\"%s\",\"kind\":\"%s\",\"attempts\":%s,\"reason\":\"%s\"}"
        .formatted(message.id(), kind(message), message.attempts(), reason);
  }

  private static String kind(OutboxMessage message) {
    return message.kind().name().toLowerCase(Locale.ROOT);
  }
}
