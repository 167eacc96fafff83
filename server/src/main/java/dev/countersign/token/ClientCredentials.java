package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.Subject;
import dev.countersign.domain.SessionId;
import dev.countersign.store.Store;
import dev.countersign.token.AccessTokens.Made;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens for a client in its own name (RFC 6749, section 4.4). All of them belong to the one
 * session a client has for itself, so that a signed one writes no row.
 */
public final class ClientCredentials {
  // The session is ended by who ends the client or revokes it, not by time.
  private static final Duration STANDING = Duration.ofDays(36_500);

  private final Store store;
  private final AccessTokens tokens;
  private final IdSource ids;
  private final InstantSource clock;

  ClientCredentials(Store store, AccessTokens tokens, IdSource ids, InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Issues an access token. */
  public TokenResult issue(TokenRequest request) {
    Client client = request.client();
    // RFC 6749, section 4.4: "The client credentials grant type MUST only be used by confidential
    // clients."
    if (client.isPublic()) {
      return TokenResult.refused(
          TokenError.UNAUTHORIZED_CLIENT, "A public client has no name of its own to act in");
    }
    Set<String> scopes = request.scopes().orElseGet(() -> impersonal(client));
    if (scopes.stream().anyMatch(OAuthScopes.PERSONAL::contains)) {
      return TokenResult.refused(
          TokenError.INVALID_SCOPE, "There is no person here for that scope to speak of");
    }
    return new TokenResult.Issued(issued(request, scopes));
  }

  private IssuedTokens issued(TokenRequest request, Set<String> scopes) {
    Client client = request.client();
    Session session = standing(client);
    Made token =
        tokens.make(
            new AccessTokens.Terms(
                client,
                session.id(),
                client.id().toString(),
                scopes,
                request.resources(),
                request.jkt(),
                session.expiresAt(),
                Optional.empty()));
    // RFC 6749, section 4.4.3: "A refresh token SHOULD NOT be included."
    return new IssuedTokens(
        token.text(),
        request.jkt().isPresent(),
        token.seconds(),
        scopes,
        Optional.empty(),
        Optional.empty());
  }

  private static Set<String> impersonal(Client client) {
    Set<String> scopes = new LinkedHashSet<>(client.settings().scopes());
    scopes.removeAll(OAuthScopes.PERSONAL);
    return scopes;
  }

  private Session standing(Client client) {
    return store.read(tx -> tx.sessions().ofClient(client.id())).orElseGet(() -> begin(client));
  }

  private Session begin(Client client) {
    Instant now = clock.instant();
    Session session =
        new Session(
            new SessionId(ids.next()),
            client.customerId(),
            new Subject.OfClient(client.id()),
            GrantSessions.DIALECT,
            "",
            Set.of(),
            null,
            now,
            now.plus(STANDING),
            null,
            client.id(),
            null);
    return store.write(tx -> {
      if (tx.sessions().addOfClient(session)) {
        return session;
      }
      // Another request of the client's was first.
      return tx.sessions().ofClient(client.id()).orElseThrow();
    });
  }
}
