package dev.countersign.store;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Page;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;

/** The append-only trail. */
public interface AuditTrail {
  void append(AuditEvent event);

  /** A customer's events of those kinds in [from, to), newest first. */
  Page<AuditEvent> page(
      CustomerId customer, List<String> kinds, Instant from, Instant to, long offset, int limit);

  /** Looks through the trail. */
  AuditLook.Seen look(AuditLook look);

  /** A person's events, newest first, at most so many. */
  List<AuditEvent> ofUser(CustomerId customer, UserId user, int limit);

  /** Removes at most so many events from before; returns how many. */
  int deleteBefore(Instant before, int limit);
}
