package dev.countersign.session;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Client;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * Ends the session of a refresh token. RFC 7009, section 2.1: "If the particular token is a refresh
 * token and the authorization server supports the revocation of access tokens, then the
 * authorization server SHOULD also invalidate all access tokens based on the same authorization
 * grant".
 */
public final class RefreshRevocation {
  private final Store store;
  private final RefreshSecrets secrets;
  private final AuditLog audit;

  public RefreshRevocation(Store store, RefreshSecrets secrets, AuditLog audit) {
    this.store = store;
    this.secrets = secrets;
    this.audit = audit;
  }

  /** Ends it if the token is genuine, of whatever generation, and the customer's; else nothing. */
  public void revoke(String presented, CustomerId customer, Origin origin) {
    find(presented)
        .filter(session -> session.customerId().equals(customer))
        .ifPresent(session -> end(session, origin));
  }

  /** Ends it if the token is genuine, of whatever generation, and that client's; else nothing. */
  public void revoke(String presented, Client client, Origin origin) {
    find(presented)
        .filter(session -> session.client().equals(Optional.of(client.id())))
        .ifPresent(session -> end(session, origin));
  }

  private Optional<Session> find(String presented) {
    return RefreshToken.parse(presented)
        .flatMap(token ->
            store
                .read(tx -> tx.sessions().byId(token.session()))
                .filter(session -> genuine(session, token)));
  }

  private boolean genuine(Session session, RefreshToken token) {
    RefreshState state = session.refresh();
    return state != null && token.genuine(secrets.open(session, state));
  }

  private void end(Session session, Origin origin) {
    About about = new About(session.customerId(), session.user().orElse(null), session.id(), "");
    store.write(tx -> {
      boolean ended = ended(tx, session);
      if (ended) {
        audit.append(tx, AuditKind.SESSION_ENDED, "revoked", origin, about);
      }
      return ended;
    });
  }

  /** A client that gives up its own grant need not be told that it has. */
  private static boolean ended(Transaction tx, Session session) {
    if (session.client().isPresent()) {
      return tx.sessions().revoke(session.id());
    }
    return tx.sessions().end(session.id());
  }
}
