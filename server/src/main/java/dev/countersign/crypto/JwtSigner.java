package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs JWTs (RFC 7519) with one key, in the compact form.
 *
 * <p>Make it once per key and keep it. Instances may be shared between threads; nothing locks.
 */
public final class JwtSigner {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String kid;
  private final SigningAlgorithm algorithm;
  private final PrivateKey key;

  // The types come from the code, not from requests, so there are few.
  private final Map<String, byte[]> headers = new ConcurrentHashMap<>();

  private JwtSigner(SigningKey key) {
    this.kid = key.kid();
    this.algorithm = key.algorithm();
    PrivateKey read = Jwks.privateKey(Jwks.parse(key.privateJwk().text()), algorithm);
    this.key = SignatureProvider.INSTANCE.adopt(read);
  }

  /**
   * A signer for the key.
   *
   * @throws IllegalArgumentException where its private JWK is not of its algorithm
   */
  public static JwtSigner of(SigningKey key) {
    return new JwtSigner(key);
  }

  /** The {@code kid} in the header of every token. */
  public String kid() {
    return kid;
  }

  /**
   * A signed token.
   *
   * @param typ the header's {@code typ}, such as {@code JWT} or {@code at+jwt}
   * @param claims texts, numbers, booleans, lists and maps; times as seconds since 1970
   */
  public String sign(String typ, Map<String, ?> claims) {
    byte[] header = headers.computeIfAbsent(typ, this::header);
    byte[] payload = BASE64URL.encode(JsonObjects.write(claims));
    byte[] signed = new byte[header.length + payload.length];
    System.arraycopy(header, 0, signed, 0, header.length);
    System.arraycopy(payload, 0, signed, header.length, payload.length);
    byte[] signature = BASE64URL.encode(signature(signed));
    return new String(signed, StandardCharsets.ISO_8859_1)
        + '.'
        + new String(signature, StandardCharsets.ISO_8859_1);
  }

  /** The encoded header and the dot behind it. */
  private byte[] header(String typ) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("alg", algorithm.joseName());
    header.put("typ", typ);
    header.put("kid", kid);
    String encoded = BASE64URL.encodeToString(JsonObjects.write(header));
    return (encoded + ".").getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] signature(byte[] signed) {
    try {
      Signature signer = SignatureProvider.INSTANCE.signature(algorithm);
      SignatureProvider.configure(signer, algorithm);
      signer.initSign(key);
      signer.update(signed);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform cannot sign " + algorithm, e);
    }
  }

  /** The kid and the algorithm. */
  @Override
  public String toString() {
    return "JwtSigner[" + kid + ", " + algorithm + "]";
  }
}
