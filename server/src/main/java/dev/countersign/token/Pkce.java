package dev.countersign.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/** Proof Key for Code Exchange (RFC 7636), with the method S256 alone. */
final class Pkce {
  // RFC 7636, section 4.1: "code-verifier = 43*128unreserved".
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private Pkce() {}

  /** Whether it has the form of a verifier at all. */
  static boolean wellFormed(String verifier) {
    return VERIFIER.matcher(verifier).matches();
  }

  // RFC 7636, section 4.6: "BASE64URL-ENCODE(SHA256(ASCII(code_verifier))) == code_challenge".
  static boolean matches(String challenge, String verifier) {
    if (!wellFormed(verifier)) {
      return false;
    }
    byte[] digest = Digests.sha256(verifier);
    byte[] computed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(digest)
            .getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(computed, challenge.getBytes(StandardCharsets.UTF_8));
  }
}
