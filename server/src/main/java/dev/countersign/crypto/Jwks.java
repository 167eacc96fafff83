package dev.countersign.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** From JWKs (RFC 7517) to the JDK's keys; refuses what does not fit the algorithm. */
final class Jwks {

  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 8192;
  private static final int ED25519_BYTES = 32;

  // RFC 8410, section 3: id-Ed25519.
  private static final AlgorithmIdentifier ED25519 =
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"));

  private Jwks() {}

  // The cause is left out: a parser's message may quote the key.
  static JWK parse(String json) {
    try {
      return JWK.parse(json);
    } catch (ParseException | RuntimeException e) {
      throw new IllegalArgumentException("The key is not a valid JSON Web Key (RFC 7517)");
    }
  }

  /**
   * The public half as the JDK's key.
   *
   * @throws IllegalArgumentException where the key is not of the algorithm's kind or too weak
   */
  static PublicKey publicKey(JWK jwk, SigningAlgorithm algorithm) {
    try {
      return switch (algorithm) {
        case RS256, PS256 -> strong(rsa(jwk)).toRSAPublicKey();
        case ES256 -> p256(jwk).toECPublicKey();
        case EDDSA -> ed25519Public(ed25519(jwk));
      };
    } catch (JOSEException | GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("The key is not a valid " + algorithm + " key");
    }
  }

  /**
   * The private half as the JDK's key.
   *
   * @throws IllegalArgumentException as {@link #publicKey}, and where there is no private half
   */
  static PrivateKey privateKey(JWK jwk, SigningAlgorithm algorithm) {
    if (!jwk.isPrivate()) {
      throw new IllegalArgumentException("The key has no private part");
    }
    try {
      return switch (algorithm) {
        case RS256, PS256 -> strong(rsa(jwk)).toRSAPrivateKey();
        case ES256 -> p256(jwk).toECPrivateKey();
        case EDDSA -> ed25519Private(ed25519(jwk));
      };
    } catch (JOSEException | GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("The key is not a valid " + algorithm + " key");
    }
  }

  // RFC 7518, section 3.3: "A key of size 2048 bits or larger MUST be used with these algorithms."
  private static RSAKey strong(RSAKey key) {
    int bits = key.size();
    if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
      throw new IllegalArgumentException("An RSA key has 2048 to 8192 bits, not " + bits);
    }
    return key;
  }

  private static RSAKey rsa(JWK jwk) {
    if (jwk instanceof RSAKey key) {
      return key;
    }
    throw new IllegalArgumentException("The algorithm needs a key of the type RSA");
  }

  private static ECKey p256(JWK jwk) {
    if (jwk instanceof ECKey key && key.getCurve().equals(Curve.P_256)) {
      return key;
    }
    throw new IllegalArgumentException("ES256 needs a key of the type EC on the curve P-256");
  }

  private static OctetKeyPair ed25519(JWK jwk) {
    if (jwk instanceof OctetKeyPair key && key.getCurve().equals(Curve.Ed25519)) {
      return key;
    }
    throw new IllegalArgumentException("EdDSA needs a key of the type OKP on the curve Ed25519");
  }

  private static PublicKey ed25519Public(OctetKeyPair key)
      throws GeneralSecurityException, IOException {
    byte[] encoded = new SubjectPublicKeyInfo(ED25519, sized(key.getDecodedX())).getEncoded();
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  // RFC 8410, section 7: the private key is an OCTET STRING within the OCTET STRING.
  private static PrivateKey ed25519Private(OctetKeyPair key)
      throws GeneralSecurityException, IOException {
    DEROctetString seed = new DEROctetString(sized(key.getDecodedD()));
    byte[] encoded = new PrivateKeyInfo(ED25519, seed).getEncoded();
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static byte[] sized(byte[] part) {
    if (part.length != ED25519_BYTES) {
      throw new IllegalArgumentException("An Ed25519 key has 32 bytes");
    }
    return part;
  }
}
