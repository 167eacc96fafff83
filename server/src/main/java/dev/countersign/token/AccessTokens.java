package dev.countersign.token;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.TokenRights;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.Signers;
import dev.countersign.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the access tokens of OAuth clients: signed ones (RFC 9068), of which no row is written, or
 * opaque ones, as the client is registered. Their audience is never that of the other dialects'
 * tokens, so that neither passes for the other.
 */
final class AccessTokens {
  private static final int JTI_BYTES = 16;

  private final Store store;
  private final KeyRing ring;
  private final Signers signers;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration ttl;

  AccessTokens(
      Store store,
      KeyRing ring,
      Signers signers,
      SecureRandom random,
      InstantSource clock,
      Duration ttl) {
    this.store = store;
    this.ring = ring;
    this.signers = signers;
    this.random = random;
    this.clock = clock;
    this.ttl = ttl;
  }

  /**
   * What a token says.
   *
   * @param client whose it is
   * @param session the session it belongs to
   * @param subject whom it speaks of
   * @param scopes what it may do
   * @param resources where it was asked for
   * @param jkt the key it is bound to
   * @param sessionEnds no token outlives its session
   * @param signIn how and when the person signed in; empty for a client in its own name
   */
  record Terms(
      Client client,
      SessionId session,
      String subject,
      Set<String> scopes,
      List<String> resources,
      Optional<String> jkt,
      Instant sessionEnds,
      Optional<Authentication> signIn) {}

  /**
   * How a person signed in.
   *
   * @param at when
   * @param amr the methods used (RFC 8176), separated by spaces
   * @param acr the context that was reached, or null
   */
  record Authentication(Instant at, String amr, @Nullable String acr) {
    List<String> methods() {
      return Arrays.stream(amr.split(" ", -1)).filter(one -> !one.isEmpty()).toList();
    }
  }

  /**
   * A token that was just made.
   *
   * @param text the token
   * @param seconds how long it lives
   */
  record Made(String text, long seconds) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Made[" + seconds + " s]";
    }
  }

  Made make(Terms terms) {
    Issuer issuer = ring.issuerOf(terms.client().customerId());
    Instant now = clock.instant();
    Instant ends = now.plus(ttl);
    if (ends.isAfter(terms.sessionEnds())) {
      ends = terms.sessionEnds();
    }
    long seconds = ends.getEpochSecond() - now.getEpochSecond();
    if (terms.client().settings().accessTokenFormat() == AccessTokenFormat.OPAQUE) {
      return new Made(opaque(terms, issuer, now, ends), seconds);
    }
    SigningAlgorithm algorithm = IdTokens.algorithm(terms.client());
    Map<String, Object> claims = claims(terms, issuer, now, ends);
    return new Made(signers.of(issuer, algorithm).sign(SignedTokens.ACCESS_TOKEN, claims), seconds);
  }

  private String opaque(Terms terms, Issuer issuer, Instant now, Instant ends) {
    OpaqueToken token = OpaqueToken.generate(random);
    store.write(tx -> {
      tx.sessions()
          .addToken(
              token.digest().bytes(),
              terms.session(),
              new TokenRights(terms.scopes(), audience(terms, issuer), terms.jkt().orElse(null)),
              now,
              ends);
      return true;
    });
    return token.text();
  }

  /**
   * RFC 9068, section 2.2: "iss", "exp", "aud", "sub", "client_id", "iat" and "jti" are REQUIRED;
   * section 2.2.3: "If the authorization request includes a scope parameter, the corresponding
   * issued JWT access token SHOULD include a "scope" claim".
   */
  private Map<String, Object> claims(Terms terms, Issuer issuer, Instant now, Instant ends) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.baseUrl());
    claims.put("sub", terms.subject());
    List<String> audience = audience(terms, issuer);
    claims.put("aud", audience);
    if (audience.size() == 1) {
      claims.put("aud", audience.getFirst());
    }
    claims.put("client_id", terms.client().id().toString());
    // Customers share an issuer and its keys: this tells an offline resource server whose token it
    // is.
    claims.put("customer", terms.client().customerId().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", ends.getEpochSecond());
    claims.put("jti", jti());
    claims.put("sid", terms.session().toString());
    if (!terms.scopes().isEmpty()) {
      claims.put("scope", OAuthScopes.join(terms.scopes()));
    }
    terms.signIn().ifPresent(signIn -> describe(signIn, claims));
    // RFC 9449, section 6.1: "the hash of the public key in the token [...] is conveyed using the
    // "jkt" confirmation method".
    terms.jkt().ifPresent(jkt -> claims.put("cnf", Map.of("jkt", jkt)));
    return claims;
  }

  /** RFC 9068, section 2.2.1: what the resource server may want to know of the sign-in. */
  private static void describe(Authentication signIn, Map<String, Object> claims) {
    claims.put("auth_time", signIn.at().getEpochSecond());
    if (signIn.acr() != null) {
      claims.put("acr", signIn.acr());
    }
    if (!signIn.methods().isEmpty()) {
      claims.put("amr", signIn.methods());
    }
  }

  private static List<String> audience(Terms terms, Issuer issuer) {
    return ResourceIndicators.audience(issuer, terms.resources(), terms.scopes());
  }

  private String jti() {
    byte[] bytes = new byte[JTI_BYTES];
    random.nextBytes(bytes);
    return Digests.encoded(bytes);
  }
}
