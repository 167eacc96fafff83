package dev.countersign.audit;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes to the trail, inside the transaction that does what it tells of. */
public final class AuditLog {
  /** The outcome of everything that was done. */
  public static final String SUCCESS = "success";

  private final IdSource ids;
  private final InstantSource clock;
  private volatile AuditListener listener = (tx, event) -> {};

  public AuditLog(IdSource ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Has one listener told of every event from now on, inside the transaction that writes it. */
  public void tell(AuditListener one) {
    listener = one;
  }

  /** Appends one event. */
  public void append(Transaction tx, AuditKind kind, String outcome, Origin origin, About about) {
    AuditEvent event =
        new AuditEvent(
            ids.next(),
            clock.instant(),
            about.customer(),
            about.user(),
            about.session(),
            kind.text(),
            outcome,
            origin.dialect(),
            origin.requestId(),
            about.detail(),
            origin.actor());
    tx.audit().append(event);
    listener.appended(tx, event);
  }

  /**
   * Whom an event is about.
   *
   * @param customer the customer, or null for the server's own
   * @param user the person, or null
   * @param session the session, or null
   * @param detail ids and numbers as JSON, or the empty string
   */
  public record About(
      @Nullable CustomerId customer,
      @Nullable UserId user,
      @Nullable SessionId session,
      String detail) {
    /** The server itself. */
    public static final About SERVER = new About(null, null, null, "");

    /** A customer. */
    public static About customer(CustomerId customer) {
      return new About(customer, null, null, "");
    }

    /** A person. */
    public static About user(CustomerId customer, UserId user) {
      return new About(customer, user, null, "");
    }

    /** A person of that customer, or nobody in particular. */
    public static About person(CustomerId customer, Optional<UserId> user) {
      return new About(customer, user.orElse(null), null, "");
    }

    /** The same, with that session. */
    public About in(SessionId id) {
      return new About(customer, user, id, detail);
    }

    /** The same, with that detail. */
    public About with(String json) {
      return new About(customer, user, session, json);
    }
  }
}
