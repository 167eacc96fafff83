package dev.countersign.audit;

import dev.countersign.domain.AuditEvent;
import dev.countersign.store.Transaction;

/** Is told of what happens, inside the transaction in which it does. */
public interface AuditListener {
  /** The event has been written; what is written here is kept if and only if it is. */
  void appended(Transaction tx, AuditEvent event);
}
