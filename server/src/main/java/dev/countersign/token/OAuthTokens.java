package dev.countersign.token;

import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.TokenRights;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the access tokens of OAuth clients, signed and opaque ones, and asks whether they live. */
final class OAuthTokens {
  private final Store store;
  private final SignedTokens signed;
  private final TokenGate gate;
  private final KeyRing ring;
  private final InstantSource clock;

  OAuthTokens(Store store, SignedTokens signed, TokenGate gate, KeyRing ring, InstantSource clock) {
    this.store = store;
    this.signed = signed;
    this.gate = gate;
    this.ring = ring;
    this.clock = clock;
  }

  /** The token as it was presented, if it is an OAuth client's and good now. */
  Optional<OAuthBearer> live(String presented) {
    PresentedToken token = PresentedToken.read(presented, signed);
    return live(token).flatMap(session -> bearer(token, session));
  }

  private Optional<LiveSession> live(PresentedToken token) {
    Instant now = clock.instant();
    return token
        .session()
        .map(sid -> store.live().byId(sid, now))
        .orElseGet(() -> store.live().byToken(token.digest(), now));
  }

  private Optional<OAuthBearer> bearer(PresentedToken token, LiveSession session) {
    ClientId client = session.clientId();
    if (client == null) {
      return Optional.empty();
    }
    String issuer = ring.issuerOf(session.customerId()).baseUrl();
    TokenRights rights = session.rights();
    if (token.jwt().isPresent()) {
      return token
          .jwt()
          .filter(SignedTokens::ofClient)
          .filter(jwt -> gate.belongs(jwt, session))
          .map(jwt -> signed(jwt, session, client, issuer));
    }
    if (rights == null) {
      return Optional.empty();
    }
    return Optional.of(
        new OAuthBearer(
            session,
            client,
            rights.scopes(),
            rights.audience(),
            Optional.ofNullable(rights.jkt()),
            issuer,
            session.tokenExpiresAt()));
  }

  private static OAuthBearer signed(
      VerifiedJwt jwt, LiveSession session, ClientId client, String issuer) {
    return new OAuthBearer(
        session,
        client,
        jwt.text("scope").flatMap(OAuthScopes::parse).orElse(Set.of()),
        audience(jwt),
        jkt(jwt),
        issuer,
        TokenGate.expiry(jwt));
  }

  /** {@code aud} is one text or a list of them (RFC 7519, section 4.1.3). */
  static List<String> audience(VerifiedJwt jwt) {
    if (jwt.claims().get("aud") instanceof Collection<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return jwt.text("aud").stream().toList();
  }

  /** The key a token is bound to (RFC 9449, section 6.1). */
  static Optional<String> jkt(VerifiedJwt jwt) {
    if (jwt.claims().get("cnf") instanceof Map<?, ?> confirmation
        && confirmation.get("jkt") instanceof String jkt) {
      return Optional.of(jkt);
    }
    return Optional.empty();
  }
}
