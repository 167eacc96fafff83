package dev.countersign.token;

import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.Signers;
import dev.countersign.token.AccessTokens.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the ID tokens of OAuth clients (OpenID Connect Core 1.0, section 2). */
final class IdTokens {
  private final KeyRing ring;
  private final Signers signers;
  private final InstantSource clock;
  private final Duration ttl;

  IdTokens(KeyRing ring, Signers signers, InstantSource clock, Duration ttl) {
    this.ring = ring;
    this.signers = signers;
    this.clock = clock;
    this.ttl = ttl;
  }

  /**
   * What a token says.
   *
   * @param client whom it is for
   * @param subject what the client knows the person by
   * @param sid what the client knows the browser's session by
   * @param signIn how and when the person signed in
   * @param nonce the authorization request's, or null
   * @param accessToken the one it is given beside
   * @param person more about the person
   */
  record Terms(
      Client client,
      String subject,
      String sid,
      Authentication signIn,
      @Nullable String nonce,
      String accessToken,
      Map<String, Object> person) {}

  /** What a client's tokens are signed with. */
  static SigningAlgorithm algorithm(Client client) {
    return SigningAlgorithm.of(client.settings().idTokenSignedResponseAlg())
        .orElse(SigningAlgorithm.RS256);
  }

  String make(Terms terms) {
    Issuer issuer = ring.issuerOf(terms.client().customerId());
    SigningAlgorithm algorithm = algorithm(terms.client());
    return signers.of(issuer, algorithm).sign(SignedTokens.JWT, claims(terms, issuer, algorithm));
  }

  private Map<String, Object> claims(Terms terms, Issuer issuer, SigningAlgorithm algorithm) {
    String clientId = terms.client().id().toString();
    Authentication signIn = terms.signIn();
    Instant now = clock.instant();
    // What is said about the person comes first, so that it can never replace what follows.
    Map<String, Object> claims = new LinkedHashMap<>(terms.person());
    claims.put("iss", issuer.baseUrl());
    claims.put("sub", terms.subject());
    claims.put("aud", clientId);
    claims.put("azp", clientId);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(ttl).getEpochSecond());
    claims.put("auth_time", signIn.at().getEpochSecond());
    // "If present in the Authentication Request, Authorization Servers MUST include a nonce Claim
    // in the ID Token with the Claim Value being the nonce value sent in the Authentication
    // Request."
    Optional.ofNullable(terms.nonce()).ifPresent(nonce -> claims.put("nonce", nonce));
    Optional.ofNullable(signIn.acr()).ifPresent(acr -> claims.put("acr", acr));
    if (!signIn.methods().isEmpty()) {
      claims.put("amr", signIn.methods());
    }
    claims.put("at_hash", Digests.half(terms.accessToken(), algorithm));
    if (terms.client().settings().backchannelLogoutUri() != null) {
      // Back-Channel Logout 1.0, section 2.1: it is what logout tokens will name the session by;
      // nobody else has a use for it.
      claims.put("sid", terms.sid());
    }
    return claims;
  }
}
