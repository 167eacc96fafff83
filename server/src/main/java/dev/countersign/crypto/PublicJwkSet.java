package dev.countersign.crypto;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A JWK Set (RFC 7517, section 5) of public keys. */
public final class PublicJwkSet {

  private PublicJwkSet() {}

  /**
   * The set as JSON. Whatever a key holds, only what is public of it gets in.
   *
   * @param jwks the keys, each as JSON
   * @throws IllegalArgumentException when one is no asymmetric key
   */
  public static String json(Collection<String> jwks) {
    List<JWK> keys = new ArrayList<>();
    for (String json : jwks) {
      JWK key = Jwks.parse(json).toPublicJWK();
      if (key == null) {
        throw new IllegalArgumentException("A symmetric key has no public half");
      }
      keys.add(key);
    }
    return new JWKSet(keys).toString(true);
  }
}
