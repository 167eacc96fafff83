package dev.countersign.token;

import dev.countersign.crypto.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The hashes that OAuth and OpenID Connect put into tokens. */
final class Digests {
  private Digests() {}

  static byte[] sha256(String text) {
    return digest("SHA-256", text);
  }

  /** SHA-256 in base64url, as {@code ath} has it (RFC 9449, section 4.2). */
  static String base64Url(String text) {
    return encoded(sha256(text));
  }

  /**
   * OpenID Connect Core 1.0, section 3.1.3.6, {@code at_hash}: "the base64url encoding of the
   * left-most half of the hash of the octets of the ASCII representation of the access_token value,
   * where the hash algorithm used is the hash algorithm used in the alg Header Parameter of the ID
   * Token's JOSE Header". Ed25519 hashes with SHA-512 (RFC 8032, section 5.1).
   */
  static String half(String accessToken, SigningAlgorithm algorithm) {
    byte[] digest =
        switch (algorithm) {
          case RS256, PS256, ES256 -> digest("SHA-256", accessToken);
          case EDDSA -> digest("SHA-512", accessToken);
        };
    return encoded(Arrays.copyOf(digest, digest.length / 2));
  }

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] digest(String name, String text) {
    try {
      return MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }
}
