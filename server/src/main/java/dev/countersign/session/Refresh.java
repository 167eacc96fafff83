package dev.countersign.session;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.config.SessionSettings;
import dev.countersign.crypto.MacKey;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.PresentedProof;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.User;
import dev.countersign.session.RefreshResult.Reason;
import dev.countersign.session.RefreshResult.Refreshed;
import dev.countersign.session.RefreshResult.Refused;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Renewal with rotating refresh tokens. The current token moves the session to the next; the one
 * before it, within the grace window, gives the same current token again, so that two browser tabs
 * never log each other out; anything older ends the session (RFC 9700, section 2.2.2: "Refresh
 * tokens for public clients MUST be sender-constrained or use refresh token rotation").
 */
public final class Refresh {
  private final Store store;
  private final RefreshSecrets secrets;
  private final DeviceProofs proofs;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SessionSettings settings;

  public Refresh(
      Store store,
      RefreshSecrets secrets,
      DeviceProofs proofs,
      AuditLog audit,
      InstantSource clock,
      SessionSettings settings) {
    this.store = store;
    this.secrets = secrets;
    this.proofs = proofs;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Renews.
   *
   * @param presented the refresh token as presented
   * @param proof the device's proof, if one was sent
   */
  public RefreshResult refresh(String presented, Optional<PresentedProof> proof, Origin origin) {
    Optional<RefreshToken> token = RefreshToken.parse(presented);
    if (token.isEmpty()) {
      return new Refused(Reason.INVALID);
    }
    Optional<Session> session = store.read(tx -> tx.sessions().byId(token.get().session()));
    if (session.isEmpty() || !genuine(session.get(), token.get())) {
      return new Refused(Reason.INVALID);
    }
    if (!deviceHolds(session.get(), proof)) {
      return new Refused(Reason.DEVICE);
    }
    return store.write(tx -> move(tx, token.get(), origin));
  }

  private boolean genuine(Session session, RefreshToken token) {
    RefreshState state = session.refresh();
    if (state == null) {
      return false;
    }
    Instant now = clock.instant();
    return token.genuine(secrets.open(session, state))
        && now.isBefore(session.expiresAt())
        && now.isBefore(state.idleUntil());
  }

  private boolean deviceHolds(Session session, Optional<PresentedProof> proof) {
    RefreshState state = session.refresh();
    if (state == null || !state.bound()) {
      return true;
    }
    return proof.isPresent()
        && proof.get().deviceKey().equals(session.deviceKey())
        && proofs.holds(session.customerId(), session.user().orElseThrow(), proof.get());
  }

  /** The row is read again: only what it says inside the transaction counts. */
  private RefreshResult move(Transaction tx, RefreshToken token, Origin origin) {
    Optional<Session> found = tx.sessions().byId(token.session());
    if (found.isEmpty() || found.get().refresh() == null) {
      return new Refused(Reason.INVALID);
    }
    Session session = found.get();
    Instant now = clock.instant();
    Instant idleUntil = earlier(now.plus(settings.refreshIdle()), session.expiresAt());
    if (tx.sessions().rotate(session.id(), token.generation(), now, idleUntil)) {
      return refreshed(tx, session, token.generation() + 1);
    }
    // Read once more: another request may have moved it between the two statements.
    RefreshState state = tx.sessions().byId(session.id()).map(Session::refresh).orElse(null);
    if (state == null || token.generation() > state.generation()) {
      return new Refused(Reason.INVALID);
    }
    boolean justRotated = now.isBefore(state.rotatedAt().plus(settings.refreshGrace()));
    if (token.generation() == state.generation() - 1 && justRotated) {
      return refreshed(tx, session, state.generation());
    }
    return reused(tx, session, origin);
  }

  private RefreshResult refreshed(Transaction tx, Session session, long generation) {
    Optional<User> user = tx.users().byId(session.customerId(), session.user().orElseThrow());
    RefreshState state = session.refresh();
    if (user.isEmpty() || state == null) {
      return new Refused(Reason.INVALID);
    }
    MacKey secret = secrets.open(session, state);
    return new Refreshed(session, user.get(), RefreshToken.text(session.id(), generation, secret));
  }

  private RefreshResult reused(Transaction tx, Session session, Origin origin) {
    // RFC 9700, section 4.14.2: "the authorization server cannot determine which party submitted
    // the invalid refresh token, but it will revoke the active refresh token".
    tx.sessions().end(session.id());
    audit.append(
        tx,
        AuditKind.REFRESH_REUSE,
        "session_ended",
        origin,
        About.user(session.customerId(), session.user().orElseThrow()).in(session.id()));
    return new Refused(Reason.REUSED);
  }

  private static Instant earlier(Instant a, Instant b) {
    if (a.isBefore(b)) {
      return a;
    }
    return b;
  }
}
