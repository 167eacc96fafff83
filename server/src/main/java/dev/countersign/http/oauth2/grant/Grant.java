package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.http.FormBody;
import dev.countersign.token.TokenError;
import dev.countersign.token.TokenRequest;
import dev.countersign.token.TokenResult;

/** One way to get tokens. */
interface Grant {
  /** What {@code grant_type} asks for it. */
  GrantType type();

  /** Reads the grant's own parameters and issues. */
  TokenResult issue(TokenRequest request, FormBody form);

  /** The refusal of a request that leaves a parameter out. */
  static TokenResult missing(String parameter) {
    return TokenResult.refused(
        TokenError.INVALID_REQUEST, "The parameter " + parameter + " is missing");
  }
}
