package dev.countersign.http.oauth2.caller;

import dev.countersign.http.Reply;
import dev.countersign.token.TokenError;
import java.util.LinkedHashMap;
import java.util.Map;

/** Error answers in the shape of RFC 6749, section 5.2. */
public final class OAuthErrors {
  private static final String CHALLENGE = "Basic realm=\"countersign\", charset=\"UTF-8\"";

  private OAuthErrors() {}

  /** A refusal. */
  public static Reply reply(TokenError error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error.text());
    body.put("error_description", plain(description));
    // "the authorization server MUST respond with an HTTP 401 (Unauthorized) status code and
    // include the "WWW-Authenticate" response header field matching the authentication scheme used
    // by the client": so of invalid_client, where the header was used; it does no harm where it was
    // not.
    if (error == TokenError.INVALID_CLIENT) {
      return uncached(Reply.json(401, body)).with("WWW-Authenticate", CHALLENGE);
    }
    return uncached(Reply.json(400, body));
  }

  /**
   * RFC 6749, section 5.1: "The authorization server MUST include the HTTP "Cache-Control" response
   * header field [RFC2616] with a value of "no-store" in any response containing tokens,
   * credentials, or other sensitive information, as well as the "Pragma" response header field
   * [RFC2616] with a value of "no-cache"."
   */
  public static Reply uncached(Reply reply) {
    return reply.with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }

  /**
   * Section 5.2: "Values for the "error_description" parameter MUST NOT include characters outside
   * the set %x20-21 / %x23-5B / %x5D-7E."
   */
  public static String plain(String description) {
    return description.replaceAll("[^ !#-\\[\\]-~]", "'");
  }
}
