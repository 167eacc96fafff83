package dev.countersign.session;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.config.SessionSettings;
import dev.countersign.crypto.MacKey;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.PresentedProof;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import dev.countersign.session.RefreshResult.Reason;
import dev.countersign.session.RefreshResult.Refreshed;
import dev.countersign.session.RefreshResult.Refused;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
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
  private final RefreshTokens tokens;
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
    this.tokens = new RefreshTokens(store, secrets, clock, settings);
    this.proofs = proofs;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * A request to renew.
   *
   * @param token the refresh token as presented
   * @param userName whose the client thinks it is, if it says so
   * @param tenantId which customer's, if it says so
   * @param proof the device's proof, if one was sent
   * @param client the OAuth client that asks; empty for a person's own program
   * @param rotate whether the token is replaced by the next
   * @param origin where it came from
   */
  public record Request(
      String token,
      Optional<String> userName,
      Optional<String> tenantId,
      Optional<PresentedProof> proof,
      Optional<ClientId> client,
      boolean rotate,
      Origin origin) {

    /** Of a person's own program. */
    public Request(
        String token,
        Optional<String> userName,
        Optional<String> tenantId,
        Optional<PresentedProof> proof,
        Origin origin) {
      this(token, userName, tenantId, proof, Optional.empty(), true, origin);
    }

    /** Of an OAuth client that has proven itself. */
    public static Request ofClient(String token, ClientId client, boolean rotate, Origin origin) {
      return new Request(
          token,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(client),
          rotate,
          origin);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Request[…]";
    }
  }

  /** Whose a token is, asked without using it up. */
  public RefreshTokens tokens() {
    return tokens;
  }

  /** Renews. */
  public RefreshResult refresh(Request request) {
    Optional<RefreshToken> token = RefreshToken.parse(request.token());
    if (token.isEmpty()) {
      return new Refused(Reason.INVALID);
    }
    Optional<Session> session = tokens.genuine(token.get()).filter(found -> meant(found, request));
    if (session.isEmpty()) {
      return new Refused(Reason.INVALID);
    }
    if (bound(session.get())) {
      Optional<Reason> refusal = refusal(session.get(), request.proof());
      if (refusal.isPresent()) {
        return new Refused(refusal.get());
      }
    }
    if (!request.rotate() && RefreshTokens.current(session.get(), token.get())) {
      return store.read(tx -> kept(tx, session.get(), token.get()));
    }
    return store.write(tx -> move(tx, session.get(), token.get(), request.origin()));
  }

  /** Renewal by the same token: nothing is written. */
  private RefreshResult kept(Transaction tx, Session session, RefreshToken token) {
    return tx.users()
        .byId(session.customerId(), session.user().orElseThrow())
        .filter(user -> user.state() == User.State.ACTIVE)
        .map(user -> refreshed(session, user, token.generation()))
        .orElseGet(() -> new Refused(Reason.INVALID));
  }

  /** Asked before the token is used up: a client that mistakes the account loses nothing. */
  private boolean meant(Session session, Request request) {
    // A grant's token is of use to its client alone, and never to the calls people make themselves.
    if (!session.client().equals(request.client())) {
      return false;
    }
    if (request.tenantId().filter(id -> !id.equals(session.customerId().toString())).isPresent()) {
      return false;
    }
    if (request.userName().isEmpty()) {
      return true;
    }
    Optional<String> meant = request.userName().flatMap(Name::lookupKey);
    return meant.isPresent()
        && store
            .read(tx -> tx.users().byId(session.customerId(), session.user().orElseThrow()))
            .map(User::userNameKey)
            .equals(meant);
  }

  private static boolean bound(Session session) {
    RefreshState state = session.refresh();
    return state != null && state.bound();
  }

  /** Why the device does not let the renewal pass, if it does not. Uses the proof's nonce up. */
  private Optional<Reason> refusal(Session session, Optional<PresentedProof> proof) {
    if (proof.isEmpty()) {
      return Optional.of(Reason.DEVICE_PROOF_MISSING);
    }
    if (proof.get().deviceKey().equals(session.deviceKey())
        && proofs.holds(session.customerId(), session.user().orElseThrow(), proof.get())) {
      return Optional.empty();
    }
    return Optional.of(Reason.DEVICE_PROOF_INVALID);
  }

  /** The row is read again: only what it says inside the transaction counts. */
  private RefreshResult move(Transaction tx, Session read, RefreshToken token, Origin origin) {
    UserId user = read.user().orElseThrow();
    String deviceKey = read.deviceKey();
    if (deviceKey != null) {
      // First of all, since it locks the device: one that is being confirmed is so from here on.
      tx.devices().seen(read.customerId(), user, deviceKey, clock.instant());
    }
    Optional<Session> found = tx.sessions().byId(read.id());
    Optional<User> account =
        tx.users().byId(read.customerId(), user).filter(one -> one.state() == User.State.ACTIVE);
    if (found.isEmpty() || account.isEmpty()) {
      return new Refused(Reason.INVALID);
    }
    if (bound(found.get()) && !bound(read)) {
      return new Refused(Reason.DEVICE_PROOF_MISSING);
    }
    Optional<Long> generation = advance(tx, found.get(), token.generation());
    if (generation.isEmpty()) {
      return refused(tx, found.get(), token, origin);
    }
    return refreshed(found.get(), account.get(), generation.get());
  }

  /** The generation whose token is to be handed out; absent when the presented one is of no use. */
  private Optional<Long> advance(Transaction tx, Session session, long presented) {
    Instant now = clock.instant();
    Instant idleUntil = earlier(now.plus(settings.refreshIdle()), session.expiresAt());
    if (tx.sessions().rotate(session.id(), presented, now, idleUntil)) {
      return Optional.of(presented + 1);
    }
    // Read once more: another request may have moved it between the two statements.
    return tx.sessions()
        .byId(session.id())
        .map(Session::refresh)
        .filter(state -> presented == state.generation() - 1)
        .filter(tokens::withinGrace)
        .map(RefreshState::generation);
  }

  private RefreshResult refreshed(Session session, User user, long generation) {
    RefreshState state = Objects.requireNonNull(session.refresh());
    MacKey secret = secrets.open(session, state);
    return new Refreshed(session, user, RefreshToken.text(session.id(), generation, secret));
  }

  private RefreshResult refused(
      Transaction tx, Session session, RefreshToken token, Origin origin) {
    long current =
        tx.sessions()
            .byId(session.id())
            .map(Session::refresh)
            .map(RefreshState::generation)
            .orElse(0L);
    // A later generation than the current one is genuine only where an old copy of the database was
    // put back; nobody stole anything then.
    if (token.generation() > current) {
      return new Refused(Reason.INVALID);
    }
    // RFC 9700, section 4.14.2: "the authorization server cannot determine which party submitted
    // the invalid refresh token, but it will revoke the active refresh token".
    if (tx.sessions().end(session.id())) {
      About about = About.user(session.customerId(), session.user().orElseThrow());
      audit.append(tx, AuditKind.REFRESH_REUSE, "session_ended", origin, about.in(session.id()));
    }
    return new Refused(Reason.REUSED);
  }

  private static Instant earlier(Instant a, Instant b) {
    if (a.isBefore(b)) {
      return a;
    }
    return b;
  }
}
