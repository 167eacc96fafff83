package dev.countersign.session;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A person's sessions, for whoever administers the account. Every call names the customer. */
public final class SessionAdministration {
  private final Store store;
  private final AuditLog audit;
  private final InstantSource clock;

  public SessionAdministration(Store store, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** The sessions that have not ended, newest first. */
  public List<Session> list(CustomerId customer, UserId user) {
    return store.read(tx -> tx.sessions().list(customer, user)).stream()
        .filter(session -> clock.instant().isBefore(session.expiresAt()))
        .toList();
  }

  /**
   * The sessions, newest first, starting below that id, at most so many; one that has expired and
   * waits to be removed is among them.
   */
  public List<Session> page(CustomerId customer, UserId user, long belowId, int limit) {
    return store.read(tx -> tx.sessions().page(customer, user, belowId, limit));
  }

  /** Ends one session of a person; false when they have no such session. */
  public boolean end(CustomerId customer, UserId user, SessionId id, Origin origin) {
    return store.write(tx -> {
      boolean theirs =
          tx.sessions()
              .byId(id)
              .filter(session -> session.customerId().equals(customer))
              .filter(session -> session.user().equals(Optional.of(user)))
              .isPresent();
      if (!theirs || !tx.sessions().end(id)) {
        return false;
      }
      About about = About.user(customer, user).in(id);
      audit.append(tx, AuditKind.SESSION_ENDED, AuditLog.SUCCESS, origin, about);
      return true;
    });
  }

  /** Ends every session of a person; returns how many there were. */
  public int endAll(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      int ended = tx.sessions().endOfUser(customer, user, null);
      if (ended > 0) {
        About about = About.user(customer, user).with("{\"sessions\":" + ended + "}");
        audit.append(tx, AuditKind.SESSION_ENDED, AuditLog.SUCCESS, origin, about);
      }
      return ended;
    });
  }
}
