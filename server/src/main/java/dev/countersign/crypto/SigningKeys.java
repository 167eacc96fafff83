package dev.countersign.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;

/** Makes new {@link SigningKey}s. */
public final class SigningKeys {

  private static final int RSA_BITS = 2048;

  private SigningKeys() {}

  /**
   * A new key: RSA of 2048 bits, P-256, or Ed25519, as the algorithm asks. RSA may take a second.
   */
  public static SigningKey generate(SigningAlgorithm algorithm, SecureRandom random) {
    JWK pair = generated(configured(algorithm, random));
    return new SigningKey(
        pair.getKeyID(),
        algorithm,
        pair.toPublicJWK().toJSONString(),
        Secret.of(pair.toJSONString()));
  }

  private static JWKGenerator<? extends JWK> configured(
      SigningAlgorithm algorithm, SecureRandom random) {
    return generator(algorithm)
        .secureRandom(random)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.parse(algorithm.joseName()))
        .keyIDFromThumbprint(true);
  }

  private static JWKGenerator<? extends JWK> generator(SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case RS256, PS256 -> new RSAKeyGenerator(RSA_BITS);
      case ES256 -> new ECKeyGenerator(Curve.P_256);
      case EDDSA -> new OctetKeyPairGenerator(Curve.Ed25519);
    };
  }

  private static JWK generated(JWKGenerator<? extends JWK> generator) {
    try {
      return generator.generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("The platform cannot generate this kind of key", e);
    }
  }
}
