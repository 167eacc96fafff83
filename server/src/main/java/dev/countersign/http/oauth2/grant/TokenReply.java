package dev.countersign.http.oauth2.grant;

import dev.countersign.http.Reply;
import dev.countersign.http.oauth2.caller.OAuthErrors;
import dev.countersign.token.IssuedTokens;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens as a client gets them (RFC 6749, section 5.1). */
final class TokenReply {
  private TokenReply() {}

  static Reply of(IssuedTokens tokens) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", tokens.accessToken());
    body.put("token_type", type(tokens));
    body.put("expires_in", tokens.seconds());
    if (!tokens.scopes().isEmpty()) {
      body.put("scope", String.join(" ", tokens.scopes()));
    }
    tokens.refreshToken().ifPresent(token -> body.put("refresh_token", token));
    tokens.idToken().ifPresent(token -> body.put("id_token", token));
    return OAuthErrors.uncached(Reply.json(200, body));
  }

  // RFC 9449, section 5: "A token_type of DPoP MUST be included in the access token response to
  // signal to the client that the access token was bound to its DPoP key".
  private static String type(IssuedTokens tokens) {
    if (tokens.dpop()) {
      return "DPoP";
    }
    return "Bearer";
  }
}
