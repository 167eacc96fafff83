package dev.countersign.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** A device's public key: P-256 or Ed25519, and nothing but what makes up the key. */
public final class PublicJwk {

  private static final int LONGEST = 2048;

  /** What only a private or symmetric key has. */
  static final Set<String> PRIVATE_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  private final String json;
  private final String thumbprint;
  private final VerificationKey key;

  private PublicJwk(JWK jwk, SigningAlgorithm algorithm) throws JOSEException {
    this.json = JSONObjectUtils.toJSONString(jwk.getRequiredParams());
    this.thumbprint = jwk.computeThumbprint().toString();
    this.key = VerificationKey.of(jwk, algorithm);
  }

  /**
   * Reads a key as a device sends it, or as it was stored.
   *
   * @throws IllegalArgumentException with a sentence for the caller, where the key is private, of
   *     another type or curve, meant for encryption, or malformed
   */
  public static PublicJwk parse(String json) {
    if (json.length() > LONGEST) {
      throw new IllegalArgumentException("A device key has at most 2048 characters");
    }
    Map<String, Object> members =
        JsonObjects.parse(json.getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalArgumentException("A device key is a JSON object"));
    if (members.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
      throw new IllegalArgumentException(
          "Send the public part of the device key alone; a private key must not leave the device");
    }
    SigningAlgorithm algorithm = algorithm(members);
    requireFor(algorithm, members);
    return of(Jwks.parse(json), algorithm);
  }

  private static PublicJwk of(JWK jwk, SigningAlgorithm algorithm) {
    try {
      return new PublicJwk(jwk, algorithm);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The device key is not a valid JSON Web Key");
    }
  }

  private static SigningAlgorithm algorithm(Map<String, Object> members) {
    if ("EC".equals(members.get("kty")) && "P-256".equals(members.get("crv"))) {
      return SigningAlgorithm.ES256;
    }
    if ("OKP".equals(members.get("kty")) && "Ed25519".equals(members.get("crv"))) {
      return SigningAlgorithm.EDDSA;
    }
    throw new IllegalArgumentException(
        "A device key is of the type EC on the curve P-256, or of the type OKP on the curve"
            + " Ed25519");
  }

  private static void requireFor(SigningAlgorithm algorithm, Map<String, Object> members) {
    if (!"sig".equals(members.getOrDefault("use", "sig"))) {
      throw new IllegalArgumentException("A device key is for signatures: its use is \"sig\"");
    }
    Object alg = members.getOrDefault("alg", algorithm.joseName());
    if (!(alg instanceof String name && algorithm.isCalled(name))) {
      throw new IllegalArgumentException("The device key's alg must be " + algorithm.joseName());
    }
  }

  /** The key as JSON: {@code kty}, {@code crv}, {@code x} and {@code y} alone. */
  public String json() {
    return json;
  }

  /** The key's RFC 7638 thumbprint with SHA-256, in base64url. */
  public String thumbprint() {
    return thumbprint;
  }

  VerificationKey verificationKey() {
    return key;
  }

  /** The thumbprint. */
  @Override
  public String toString() {
    return "PublicJwk[" + thumbprint + "]";
  }
}
