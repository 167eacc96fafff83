package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.User;
import dev.countersign.keys.KeyRing;
import dev.countersign.session.RefreshTokens;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a client whether a refresh token of its own is good now. Nobody else is told: a refresh
 * token is for this server alone, and a resource server that is sent one must not take it for an
 * access token. Nothing is used up by asking.
 */
final class RefreshIntrospection {
  private final Store store;
  private final RefreshTokens tokens;
  private final KeyRing ring;
  private final Subjects subjects;

  RefreshIntrospection(Store store, RefreshTokens tokens, KeyRing ring, Subjects subjects) {
    this.store = store;
    this.tokens = tokens;
    this.ring = ring;
    this.subjects = subjects;
  }

  private record Found(User user, OAuthGrant grant) {}

  /** What there is to tell; absent where the token is no good, or another's. */
  Optional<ActiveRefreshToken> of(Client client, String presented) {
    return tokens
        .usable(presented)
        .filter(session -> session.client().equals(Optional.of(client.id())))
        .flatMap(session ->
            store.read(tx -> found(tx, session)).map(found -> active(client, session, found)));
  }

  private static Optional<Found> found(Transaction tx, Session session) {
    return session
        .user()
        .flatMap(user -> tx.users().byId(session.customerId(), user))
        .filter(user -> user.state() == User.State.ACTIVE)
        .flatMap(user -> tx.grants().bySession(session.id()).map(grant -> new Found(user, grant)));
  }

  private ActiveRefreshToken active(Client client, Session session, Found found) {
    return new ActiveRefreshToken(
        OAuthScopes.join(GrantTokens.scopes(client, found.grant())),
        client.id().toString(),
        found.user().userName(),
        subjects.of(client, found.user().id()),
        ring.issuerOf(session.customerId()).baseUrl(),
        ends(session).getEpochSecond(),
        session.id(),
        session.customerId());
  }

  private static Instant ends(Session session) {
    RefreshState state = session.refresh();
    if (state != null && state.idleUntil().isBefore(session.expiresAt())) {
      return state.idleUntil();
    }
    return session.expiresAt();
  }
}
