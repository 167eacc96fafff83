package dev.countersign.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.crypto.InvalidJwt.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks DPoP proofs as far as they can be checked by themselves (RFC 9449, section 4.3): form,
 * type, algorithm, key, signature and time. What request a proof is for, and that it is used once,
 * is the caller's to check. Instances may be shared between threads.
 */
public final class DpopProof {

  /** The algorithms a proof may be signed with: asymmetric ones that FAPI 2.0 allows too. */
  public static final List<SigningAlgorithm> ALGORITHMS =
      List.of(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA, SigningAlgorithm.PS256);

  private static final Set<String> TYPES = Set.of("dpop+jwt");

  private final Duration oldest;
  private final InstantSource clock;

  /**
   * A check.
   *
   * @param oldest how long ago {@code iat} may lie, beside ten seconds of leeway
   * @param clock what the times are compared with
   */
  public DpopProof(Duration oldest, InstantSource clock) {
    this.oldest = oldest;
    this.clock = clock;
  }

  /**
   * A proof that holds.
   *
   * @param thumbprint the RFC 7638 thumbprint of its key, in base64url: the {@code jkt}
   * @param claims what was signed
   */
  public record Verified(String thumbprint, Map<String, Object> claims) {

    /** A claim that is text, or empty where it is missing or something else. */
    public Optional<String> text(String claim) {
      if (claims.get(claim) instanceof String text) {
        return Optional.of(text);
      }
      return Optional.empty();
    }
  }

  /**
   * Checks a proof with the key in its own header.
   *
   * @throws InvalidJwt with the first reason to refuse it
   */
  public Verified verify(String compact) throws InvalidJwt {
    // RFC 9449, section 4.3, 2: "The DPoP HTTP request header field value is a single and
    // well-formed JWT."
    CompactJws jws = CompactJws.parse(compact);
    // 5: "The alg JOSE Header Parameter indicates a registered asymmetric digital signature
    // algorithm [IANA.JOSE.ALGS], is not none, is supported by the application, and is acceptable
    // per local policy."
    SigningAlgorithm algorithm =
        SigningAlgorithm.of(jws.alg())
            .filter(ALGORITHMS::contains)
            .orElseThrow(() -> new InvalidJwt(Reason.WRONG_ALGORITHM));
    // 7: "The jwk JOSE Header Parameter does not contain a private key."
    Map<String, Object> members = jws.jwk();
    if (members.isEmpty()
        || members.keySet().stream().anyMatch(PublicJwk.PRIVATE_MEMBERS::contains)) {
      throw new InvalidJwt(Reason.UNUSABLE_KEY);
    }
    JWK jwk = read(members);
    // 4: "The typ JOSE Header Parameter has the value dpop+jwt."
    // 6: "The JWT signature verifies with the public key contained in the jwk JOSE Header
    // Parameter."
    Map<String, Object> claims = jws.claims(verificationKey(jwk, algorithm), TYPES);
    // 11: "The creation time of the JWT, as determined by either the iat claim or a server managed
    // timestamp via the nonce claim, is within an acceptable window".
    TimeClaims times = new TimeClaims(claims);
    Instant now = clock.instant();
    times.requireFresh(now, oldest);
    times.requireBegun(now);
    times.requireUnexpiredIfSaid(now);
    return new Verified(thumbprint(jwk), claims);
  }

  private static JWK read(Map<String, Object> members) throws InvalidJwt {
    try {
      return Jwks.parse(JSONObjectUtils.toJSONString(members));
    } catch (IllegalArgumentException e) {
      throw new InvalidJwt(Reason.UNUSABLE_KEY);
    }
  }

  private static VerificationKey verificationKey(JWK jwk, SigningAlgorithm algorithm)
      throws InvalidJwt {
    try {
      return VerificationKey.of(jwk, algorithm);
    } catch (IllegalArgumentException e) {
      throw new InvalidJwt(Reason.UNUSABLE_KEY);
    }
  }

  private static String thumbprint(JWK jwk) throws InvalidJwt {
    try {
      return jwk.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new InvalidJwt(Reason.UNUSABLE_KEY);
    }
  }
}
