package dev.countersign.token;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.config.SessionSettings;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.session.RefreshSecrets.First;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Begins the session of what a person grants to a client, inside the transaction that does it. */
final class GrantSessions {
  /** The dialect of sessions that are grants. */
  static final String DIALECT = "oauth2";

  private final RefreshSecrets secrets;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SessionSettings settings;

  GrantSessions(
      RefreshSecrets secrets, AuditLog audit, InstantSource clock, SessionSettings settings) {
    this.secrets = secrets;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * What a grant is begun with.
   *
   * @param id the session's identity
   * @param client to whom
   * @param user by whom
   * @param browser the browser's session it is granted from, or null
   * @param scopes what is granted
   * @param resources where it is good
   * @param claims the {@code claims} parameter, or null
   * @param jkt the key its tokens are bound to
   * @param acr the authentication context that was reached, or null
   * @param amr the authentication methods used
   * @param authTime when the person signed in
   * @param nonce the authorization request's, or null
   * @param codeDigest the code it was got with, or null
   */
  record Terms(
      SessionId id,
      Client client,
      User user,
      @Nullable SessionId browser,
      Set<String> scopes,
      List<String> resources,
      @Nullable String claims,
      Optional<String> jkt,
      @Nullable String acr,
      String amr,
      Instant authTime,
      @Nullable String nonce,
      @Nullable String codeDigest) {}

  /**
   * A grant that has begun.
   *
   * @param session its session
   * @param grant what was granted
   * @param user by whom
   * @param refreshToken the first refresh token, for clients that use them
   */
  record Begun(Session session, OAuthGrant grant, User user, Optional<String> refreshToken) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Begun[" + session.id() + "]";
    }
  }

  Begun begin(Transaction tx, Terms terms, Origin origin) {
    Instant ends = ends(tx, terms);
    Optional<First> refresh =
        Optional.of(terms.client())
            .filter(client -> client.settings().allows(GrantType.REFRESH_TOKEN))
            .map(client -> refresh(terms, ends));
    Session session = session(terms, ends, refresh.map(First::state).orElse(null));
    OAuthGrant grant = grant(terms);
    tx.sessions().add(session);
    tx.grants().add(grant);
    About about = About.user(terms.client().customerId(), terms.user().id()).in(terms.id());
    audit.append(
        tx,
        AuditKind.GRANT_BEGUN,
        AuditLog.SUCCESS,
        origin,
        about.with("{\"client\":\"" + terms.client().id() + "\"}"));
    return new Begun(session, grant, terms.user(), refresh.map(First::token));
  }

  /** What was granted for offline use outlives the browser's session; the rest ends with it. */
  private static @Nullable SessionId parent(Terms terms) {
    if (terms.scopes().contains(OAuthScopes.OFFLINE_ACCESS)) {
      return null;
    }
    return terms.browser();
  }

  private Instant ends(Transaction tx, Terms terms) {
    Instant ends = clock.instant().plus(settings.maxAge());
    SessionId parent = parent(terms);
    if (parent == null) {
      return ends;
    }
    Instant latest = tx.sessions().byId(parent).map(Session::expiresAt).orElse(ends);
    if (latest.isBefore(ends)) {
      return latest;
    }
    return ends;
  }

  private First refresh(Terms terms, Instant ends) {
    Instant now = clock.instant();
    Instant idleUntil = now.plus(settings.refreshIdle());
    if (ends.isBefore(idleUntil) || !terms.client().settings().rotatesRefreshTokens()) {
      // A token that is never replaced is never seen to be in use either.
      idleUntil = ends;
    }
    return secrets.begin(terms.client().customerId(), terms.id(), now, idleUntil, false);
  }

  private static Session session(Terms terms, Instant ends, @Nullable RefreshState refresh) {
    return new Session(
        terms.id(),
        terms.client().customerId(),
        new Subject.OfUser(terms.user().id()),
        DIALECT,
        terms.amr(),
        Set.of(),
        null,
        terms.authTime(),
        ends,
        refresh,
        terms.client().id(),
        parent(terms));
  }

  private static OAuthGrant grant(Terms terms) {
    SessionId browser = terms.browser();
    if (browser == null) {
      browser = terms.id();
    }
    return new OAuthGrant(
        terms.id(),
        terms.client().customerId(),
        terms.client().id(),
        terms.browser(),
        ClientSid.of(browser, terms.client().id()),
        terms.scopes(),
        terms.resources(),
        terms.claims(),
        terms.jkt().orElse(null),
        terms.acr(),
        terms.nonce(),
        terms.codeDigest());
  }
}
