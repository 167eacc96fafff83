package dev.countersign.crypto;

import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms that are accepted: no HMAC, no RSA with SHA-1, never {@code none}. */
public enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3). */
  RS256("RS256", "RSA", "SHA256withRSA"),
  /** RSASSA-PSS with SHA-256 (RFC 7518, section 3.5). */
  PS256("PS256", "RSA", "RSASSA-PSS"),
  /** ECDSA on P-256 with SHA-256 (RFC 7518, section 3.4). */
  ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
  /** Ed25519 (RFC 8037, section 3.1). */
  EDDSA("EdDSA", "Ed25519", "Ed25519");

  private final String jose;
  private final String keyType;
  private final String jca;

  SigningAlgorithm(String jose, String keyType, String jca) {
    this.jose = jose;
    this.keyType = keyType;
    this.jca = jca;
  }

  /** The algorithm of a JOSE name such as {@code ES256}, or empty where it is not accepted. */
  public static Optional<SigningAlgorithm> of(String joseName) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.isCalled(joseName)).findFirst();
  }

  /** The value of {@code alg}. */
  public String joseName() {
    return jose;
  }

  // RFC 9864, section 2.2: Ed25519 is the fully-specified name of what "EdDSA" means with that key.
  boolean isCalled(String alg) {
    return jose.equals(alg) || (this == EDDSA && alg.equals("Ed25519"));
  }

  String keyType() {
    return keyType;
  }

  String jcaName() {
    return jca;
  }
}
