package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.session.Refresh;
import dev.countersign.session.RefreshResult;
import dev.countersign.session.RefreshResult.Refreshed;
import dev.countersign.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** New tokens for a refresh token (RFC 6749, section 6). */
public final class RefreshExchange {
  private static final String UNKNOWN =
      "The refresh token is unknown, expired, used before or another client's; the person has to"
          + " sign in again";

  private final Store store;
  private final Refresh refresh;
  private final GrantTokens tokens;

  RefreshExchange(Store store, Refresh refresh, GrantTokens tokens) {
    this.store = store;
    this.refresh = refresh;
    this.tokens = tokens;
  }

  /** Renews. What is wrong with the rest of the request is told before the token is used up. */
  public TokenResult exchange(TokenRequest request, String refreshToken) {
    Client client = request.client();
    // RFC 6749, section 6: "The authorization server MUST [...] ensure that the refresh token was
    // issued to the authenticated client".
    Optional<OAuthGrant> found =
        refresh
            .tokens()
            .genuine(refreshToken)
            .flatMap(session -> store.read(tx -> tx.grants().bySession(session.id())))
            .filter(grant -> grant.clientId().equals(client.id()));
    if (found.isEmpty()) {
      return refused(UNKNOWN);
    }
    OAuthGrant grant = found.get();
    if (!holdsKey(client, grant, request.jkt())) {
      return refused("The refresh token is bound to another DPoP key");
    }
    Set<String> granted = GrantTokens.scopes(client, grant);
    // RFC 6749, section 6: "The requested scope MUST NOT include any scope not originally granted
    // by the resource owner, and if omitted is treated as equal to the scope originally granted".
    Set<String> scopes = request.scopes().orElse(granted);
    if (!granted.containsAll(scopes)) {
      return TokenResult.refused(
          TokenError.INVALID_SCOPE, "Ask for no more scopes than were granted");
    }
    Optional<List<String>> resources = GrantTokens.resources(grant, request.resources());
    if (resources.isEmpty()) {
      return TokenResult.refused(
          TokenError.INVALID_TARGET, "Ask for no more resources than were granted");
    }
    return renew(request, refreshToken, grant, scopes, resources.get());
  }

  // RFC 9449, section 5: of a public client's refresh token, "the refresh token MUST be bound to
  // the respective public key. The binding MUST be validated when the refresh token is later
  // presented to get new access tokens."
  private static boolean holdsKey(Client client, OAuthGrant grant, Optional<String> jkt) {
    return !client.isPublic() || grant.jkt() == null || jkt.equals(Optional.of(grant.jkt()));
  }

  private TokenResult renew(
      TokenRequest request,
      String refreshToken,
      OAuthGrant grant,
      Set<String> scopes,
      List<String> resources) {
    Client client = request.client();
    RefreshResult result =
        refresh.refresh(
            Refresh.Request.ofClient(
                refreshToken,
                client.id(),
                client.settings().rotatesRefreshTokens(),
                request.origin()));
    return switch (result) {
      case Refreshed renewed ->
          new TokenResult.Issued(
              tokens.issue(
                  new GrantTokens.Terms(
                      client,
                      renewed.session(),
                      grant,
                      renewed.user(),
                      scopes,
                      resources,
                      request.jkt(),
                      // OpenID Connect Core 1.0, section 12.2: "it SHOULD NOT have a nonce Claim".
                      null,
                      Optional.of(renewed.refreshToken()))));
      case RefreshResult.Refused _ -> refused(UNKNOWN);
    };
  }

  private static TokenResult refused(String description) {
    return TokenResult.refused(TokenError.INVALID_GRANT, description);
  }
}
