package dev.countersign.crypto;

/**
 * A key pair that signs tokens.
 *
 * @param kid the key's RFC 7638 thumbprint
 * @param algorithm the one algorithm the key is used with
 * @param publicJwk the public half as a JWK for the key set, with {@code kid}, {@code alg} and
 *     {@code use}
 * @param privateJwk the whole pair as a JWK
 */
public record SigningKey(
    String kid, SigningAlgorithm algorithm, String publicJwk, Secret privateJwk) {

  /** Refuses a key without a name. */
  public SigningKey {
    if (kid.isEmpty()) {
      throw new IllegalArgumentException("A signing key has a kid");
    }
  }
}
