package dev.countersign.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * Checks a token's signature as a resource server does, with the published keys alone and nothing
 * but the JDK. RFC 7515, section 5.2, for the one algorithm the server signs with.
 */
final class OfflineCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode keys;

  OfflineCheck(JsonNode jwks) {
    this.keys = jwks.path("keys");
  }

  /** Whether a published key signed it. */
  boolean signed(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      JsonNode header = JSON.readTree(decoded(parts[0]));
      return header.path("alg").asText().equals("RS256")
          && verifies(header.path("kid").asText(), parts);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private boolean verifies(String kid, String[] parts) throws GeneralSecurityException {
    for (JsonNode key : keys) {
      if (key.path("kid").asText().equals(kid)) {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey(key));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(decoded(parts[2]));
      }
    }
    return false;
  }

  private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
    BigInteger modulus = new BigInteger(1, decoded(key.path("n").asText()));
    BigInteger exponent = new BigInteger(1, decoded(key.path("e").asText()));
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  /** What the token says. */
  static String claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return "{}";
    }
    return new String(decoded(parts[1]), StandardCharsets.UTF_8);
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
