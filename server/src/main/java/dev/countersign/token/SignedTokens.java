package dev.countersign.token;

import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Profile;
import dev.countersign.keys.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Issues signed tokens and reads presented ones. Every one says whose it is and what it is for. */
public final class SignedTokens {
  /** The type of the token dialect's tokens, and of ID tokens. */
  public static final String JWT = "JWT";

  /** RFC 9068, section 2.1: "the 'typ' value used SHOULD be 'at+jwt'". */
  public static final String ACCESS_TOKEN = "at+jwt";

  private static final int JTI_BYTES = 16;
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final KeyRing ring;
  private final SecureRandom random;
  private final InstantSource clock;
  private final JwtVerifier accessVerifier;

  public SignedTokens(KeyRing ring, SecureRandom random, InstantSource clock) {
    this.ring = ring;
    this.random = random;
    this.clock = clock;
    // An ID token is of the type JWT too, the one its receivers expect; what it may be used for is
    // told by token_use, which readAccess looks at.
    this.accessVerifier = new JwtVerifier(Set.of(JWT, ACCESS_TOKEN), clock);
  }

  /** A token of the token dialect. */
  public Issued plain(TokenSubject subject, Duration ttl) {
    return issue(JWT, subject, ttl, "access", Map.of());
  }

  /**
   * RFC 9068, section 2.2: "iss", "exp", "aud", "sub", "client_id", "iat" and "jti" are required.
   */
  public Issued access(TokenSubject subject, Duration ttl, String clientId) {
    return issue(ACCESS_TOKEN, subject, ttl, "access", Map.of("client_id", clientId));
  }

  /** An OpenID Connect ID token (Core 1.0, section 2). */
  public Issued id(TokenSubject subject, Duration ttl, String userName, Profile profile) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("amr", Arrays.asList(subject.amr().split(" ", -1)));
    if (!profile.email().isEmpty()) {
      claims.put("email", profile.email());
      claims.put("email_verified", profile.emailVerified());
    }
    String name = profile.fullName();
    if (name.isEmpty()) {
      name = userName;
    }
    claims.put("name", name);
    return issue(JWT, subject, ttl, "id", claims);
  }

  private Issued issue(
      String typ, TokenSubject subject, Duration ttl, String use, Map<String, Object> more) {
    Issuer issuer = ring.issuerOf(subject.customer());
    Instant now = clock.instant();
    Instant expiresAt = now.plus(ttl);
    if (expiresAt.isAfter(subject.sessionExpiresAt())) {
      expiresAt = subject.sessionExpiresAt();
    }
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject.user().toString());
    claims.put("iss", issuer.baseUrl());
    claims.put("aud", audience(issuer, subject.customer()));
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("auth_time", subject.authTime().getEpochSecond());
    claims.put("token_use", use);
    claims.put("sid", subject.session().toString());
    claims.put("jti", jti());
    claims.putAll(more);
    long lifetime = expiresAt.getEpochSecond() - now.getEpochSecond();
    return new Issued(ring.signer(issuer).sign(typ, claims), lifetime);
  }

  private String jti() {
    byte[] bytes = new byte[JTI_BYTES];
    random.nextBytes(bytes);
    return BASE64URL.encodeToString(bytes);
  }

  /** Whom tokens of a customer's people are for: unique per customer. */
  public static String audience(Issuer issuer, CustomerId customer) {
    return issuer.baseUrl() + "/customers/" + customer;
  }

  /**
   * Reads a presented access token: signature, type, times and use. Whether its session lives, and
   * whether issuer and audience are the session's customer's, is {@link TokenGate}'s to ask.
   */
  Optional<VerifiedJwt> readAccess(String presented) {
    // RFC 8725, section 3.12: "Use Mutually Exclusive Validation Rules for Different Kinds of
    // JWTs".
    return read(presented).filter(token -> "access".equals(token.claims().get("token_use")));
  }

  /** Reads a presented access token of either kind: a dialect's or an OAuth client's. */
  Optional<VerifiedJwt> readAnyAccess(String presented) {
    return read(presented)
        .filter(token -> ofClient(token) || "access".equals(token.claims().get("token_use")));
  }

  /**
   * Whether a token that was read is an OAuth client's access token. RFC 9068, section 4: "The
   * resource server MUST verify that the "typ" header value is "at+jwt" or "application/at+jwt" and
   * reject tokens carrying any other value."
   */
  static boolean ofClient(VerifiedJwt token) {
    return token.typ().equals(ACCESS_TOKEN)
        && !token.claims().containsKey("token_use")
        && token.text("client_id").isPresent();
  }

  private Optional<VerifiedJwt> read(String presented) {
    try {
      return Optional.of(accessVerifier.verify(presented, ring::verifier));
    } catch (InvalidJwt e) {
      return Optional.empty();
    }
  }

  /** Whether the customer's issuer made it, with a key of its own. */
  boolean madeFor(VerifiedJwt token, CustomerId customer) {
    Issuer issuer = ring.issuerOf(customer);
    return token.text("iss").equals(Optional.of(issuer.baseUrl()))
        && ring.owns(issuer, token.kid());
  }

  /** Whether issuer and audience are those of the customer. */
  boolean addressedTo(VerifiedJwt token, CustomerId customer) {
    Issuer issuer = ring.issuerOf(customer);
    try {
      token.requireIssuer(issuer.baseUrl());
      token.requireAudience(audience(issuer, customer));
      return ring.owns(issuer, token.kid());
    } catch (InvalidJwt e) {
      return false;
    }
  }

  /**
   * A token that was just issued.
   *
   * @param text the compact form
   * @param seconds how long it lives
   */
  public record Issued(String text, long seconds) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Issued[" + seconds + " s]";
    }
  }
}
