package dev.countersign.crypto;

import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * A public key and the one algorithm it is used with.
 *
 * <p>Make it once and keep it: reading a JWK costs more than checking a signature with it.
 * Instances may be shared between threads.
 */
public final class VerificationKey {

  private final SigningAlgorithm algorithm;
  private final PublicKey key;

  private VerificationKey(SigningAlgorithm algorithm, PublicKey key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  /**
   * The public half of a JWK.
   *
   * @throws IllegalArgumentException where the JWK is malformed, too weak, or not of the
   *     algorithm's kind
   */
  public static VerificationKey of(String jwk, SigningAlgorithm algorithm) {
    return of(Jwks.parse(jwk), algorithm);
  }

  static VerificationKey of(JWK jwk, SigningAlgorithm algorithm) {
    PublicKey key = Jwks.publicKey(jwk, algorithm);
    return new VerificationKey(algorithm, SignatureProvider.INSTANCE.adopt(key));
  }

  /** The only algorithm that is accepted with this key. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  boolean verifies(byte[] signed, byte[] signature) {
    try {
      Signature verifier = SignatureProvider.INSTANCE.signature(algorithm);
      SignatureProvider.configure(verifier, algorithm);
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform cannot verify " + algorithm, e);
    }
  }
}
