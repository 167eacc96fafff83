package dev.countersign.session;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;

/** Ends sessions. Once this returns, every token of the session is dead on every node. */
public final class SignOut {
  private final Store store;
  private final AuditLog audit;

  public SignOut(Store store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /** Ends one session; false when somebody else ended it first. */
  public boolean end(LiveSession session, Origin origin) {
    About about = new About(session.customerId(), session.userId(), session.id(), "");
    return end(session.id(), about, origin);
  }

  /** Ends a person's session in their browser; false when it had ended already. */
  public boolean end(CustomerId customer, UserId user, SessionId session, Origin origin) {
    return end(session, new About(customer, user, session, ""), origin);
  }

  private boolean end(SessionId session, About about, Origin origin) {
    return store.write(tx -> {
      boolean ended = tx.sessions().end(session);
      if (ended) {
        audit.append(tx, AuditKind.SIGN_OUT, AuditLog.SUCCESS, origin, about);
      }
      return ended;
    });
  }

  /** Ends the session of a grant that its client gives up, without telling the client of it. */
  public boolean giveUp(LiveSession session, Origin origin) {
    About about = new About(session.customerId(), session.userId(), session.id(), "");
    return store.write(tx -> {
      boolean ended = tx.sessions().revoke(session.id());
      if (ended) {
        audit.append(tx, AuditKind.SESSION_ENDED, "revoked", origin, about);
      }
      return ended;
    });
  }
}
