package dev.countersign.client;

import dev.countersign.crypto.InvalidJwt;
import dev.countersign.crypto.JwtVerifier;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.crypto.VerifiedJwt;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assertions that clients sign to prove themselves: {@code private_key_jwt} (RFC 7523). */
final class ClientAssertions {
  /** The only {@code client_assertion_type} (RFC 7523, section 2.2). */
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final Set<String> TYPES =
      Set.of(JwtVerifier.NO_TYPE, "JWT", "client-authentication+jwt");

  /** Where assertions may be addressed to, beside the issuer itself. */
  private static final List<String> ENDPOINTS =
      List.of(
          "/oauth2/token",
          "/oauth2/par",
          "/oauth2/introspect",
          "/oauth2/revoke",
          "/oauth2/device_authorization");

  private static final Duration FARTHEST = Duration.ofHours(1);
  private static final Duration LEEWAY = Duration.ofSeconds(10);
  private static final int LONGEST_ID = 256;

  private final Store store;
  private final ClientKeys keys;
  private final KeyRing ring;
  private final InstantSource clock;

  ClientAssertions(Store store, ClientKeys keys, KeyRing ring, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.ring = ring;
    this.clock = clock;
  }

  /** Why the assertion is not taken, for the developer; absent when it proves the client. */
  Optional<String> refusal(Client client, String assertion) {
    VerifiedJwt jwt;
    try {
      // RFC 7523, section 3: "9. The JWT MUST be digitally signed or have a Message Authentication
      // Code (MAC) applied by the issuer. The authorization server MUST reject JWTs with an invalid
      // signature or MAC." And "4. The JWT MUST contain an "exp" (expiration time) claim that
      // limits the time window during which the JWT can be used. The authorization server MUST
      // reject any JWT with an expiration time that has passed".
      jwt = keys.verify(client, assertion, TYPES, client.settings().tokenEndpointAuthSigningAlg());
    } catch (InvalidJwt e) {
      return Optional.of("The client assertion is refused: " + e.reason());
    }
    return wrongClaim(client, jwt).or(() -> used(client, jwt));
  }

  private Optional<String> wrongClaim(Client client, VerifiedJwt jwt) {
    Optional<String> id = Optional.of(client.id().toString());
    // RFC 7523, section 3: "1. The JWT MUST contain an "iss" (issuer) claim that contains a unique
    // identifier for the entity that issued the JWT." and "2. [...] For client authentication, the
    // subject MUST be the "client_id" of the OAuth client."
    if (!jwt.text("iss").equals(id) || !jwt.text("sub").equals(id)) {
      return Optional.of("The client assertion's iss and sub must both be the client_id");
    }
    if (!addressed(client, jwt.claims().get("aud"))) {
      return Optional.of("The client assertion's aud must be the issuer");
    }
    if (expiry(jwt).isAfter(clock.instant().plus(FARTHEST))) {
      return Optional.of("The client assertion's exp must be within an hour from now");
    }
    return Optional.empty();
  }

  /**
   * RFC 7523, section 3: "3. The JWT MUST contain an "aud" (audience) claim containing a value that
   * identifies the authorization server as an intended audience. [...] the token endpoint URL of
   * the authorization server MAY be used [...] The authorization server MUST reject any JWT that
   * does not contain its own identity as the intended audience."
   *
   * <p>FAPI 2.0 Security Profile, section 5.3.2.1: "shall only accept its issuer identifier value
   * (as defined in [RFC8414]) as a string in the aud claim received in client authentication
   * assertions"; that is how clients with both pushed requests and DPoP are held.
   */
  private boolean addressed(Client client, @Nullable Object aud) {
    String issuer = ring.issuerOf(client.customerId()).baseUrl();
    ClientSettings settings = client.settings();
    if (settings.requirePushedAuthorizationRequests() && settings.dpopBoundAccessTokens()) {
      return issuer.equals(aud);
    }
    return switch (aud) {
      case String one -> accepted(issuer, one);
      case List<?> several ->
          several.stream().anyMatch(one -> one instanceof String text && accepted(issuer, text));
      case null, default -> false;
    };
  }

  private static boolean accepted(String issuer, String audience) {
    return audience.equals(issuer)
        || ENDPOINTS.stream().anyMatch(path -> audience.equals(issuer + path));
  }

  // RFC 7523, section 3: "7. The JWT MAY contain a "jti" (JWT ID) claim that provides a unique
  // identifier for the token. The authorization server MAY ensure that JWTs are not replayed by
  // maintaining the set of used "jti" values". Here it must, and each is good once.
  private Optional<String> used(Client client, VerifiedJwt jwt) {
    Optional<String> jti = jwt.text("jti").filter(text -> !text.isEmpty());
    if (jti.isEmpty() || jti.get().length() > LONGEST_ID) {
      return Optional.of("The client assertion needs a jti of at most 256 characters");
    }
    byte[] digest = TokenDigest.of("client assertion\n" + client.id() + "\n" + jti.get()).bytes();
    Instant until = expiry(jwt).plus(LEEWAY).plusSeconds(1);
    boolean first = store.write(tx -> tx.nonces().use(digest, until));
    if (first) {
      return Optional.empty();
    }
    return Optional.of("The client assertion was used before; sign a new one for each request");
  }

  private static Instant expiry(VerifiedJwt jwt) {
    if (jwt.claims().get("exp") instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw new IllegalArgumentException("a verified token has an expiry");
  }
}
