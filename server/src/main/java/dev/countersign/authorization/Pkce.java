package dev.countersign.authorization;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings;

/** Of whom a code challenge is demanded (RFC 7636). */
final class Pkce {
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
}
