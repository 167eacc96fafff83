package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.http.FormBody;
import dev.countersign.token.ClientCredentials;
import dev.countersign.token.TokenRequest;
import dev.countersign.token.TokenResult;

/** {@code grant_type=client_credentials} (RFC 6749, section 4.4.2). */
final class ClientCredentialsGrant implements Grant {
  private final ClientCredentials credentials;

  ClientCredentialsGrant(ClientCredentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public GrantType type() {
    return GrantType.CLIENT_CREDENTIALS;
  }

  @Override
  public TokenResult issue(TokenRequest request, FormBody form) {
    return credentials.issue(request);
  }
}
