package dev.countersign.authorization;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings;
import java.util.regex.Pattern;

/** What is asked of a request's code challenge (RFC 7636). */
final class Pkce {
  /** The SHA-256 of the verifier in base64url without padding. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private Pkce() {}

  /**
   * RFC 9700, section 2.1.1: "Public clients MUST use PKCE"; and the FAPI 2.0 Security Profile asks
   * it of every client, so it is demanded of those that are registered for that profile's ways. A
   * confidential client of OpenID Connect has its nonce, and need not.
   */
  static boolean required(Client client) {
    ClientSettings settings = client.settings();
    return client.isPublic()
        || settings.requirePushedAuthorizationRequests()
        || settings.requireSignedRequestObject()
        || settings.dpopBoundAccessTokens();
  }

  static boolean s256(Parameters parameters) {
    return parameters.one("code_challenge_method").filter("S256"::equals).isPresent();
  }

  static boolean wellFormed(Parameters parameters) {
    return parameters
        .one("code_challenge")
        .map(challenge -> CHALLENGE.matcher(challenge).matches())
        .orElse(true);
  }
}
