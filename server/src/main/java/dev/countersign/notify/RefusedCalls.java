package dev.countersign.notify;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.outgoing.OutgoingRefused;
import dev.countersign.store.Store;

/** What follows from a call that the guard refused, or that failed on the way. */
public final class RefusedCalls {
  private final Store store;
  private final AuditLog audit;

  public RefusedCalls(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /** Notes the guard's reason in the trail; the message is tried again. */
  Courier.Outcome noted(OutboxMessage message, CustomerId customer, OutgoingRefused.Reason reason) {
    // Once for each message: the configuration may change, so it is tried again all the same.
    if (reason.policy() && message.attempts() == 1) {
      About about = About.customer(customer).with("{\"message\":\"%s\"}".formatted(message.id()));
      var _ =
          store.write(tx -> {
            audit.append(tx, AuditKind.OUTGOING_REFUSED, reason.text(), Attempt.OUTBOX, about);
            return true;
          });
    }
    return new Courier.Outcome.Failed("the call was refused or failed (" + reason.text() + ")");
  }
}
