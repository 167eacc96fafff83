package dev.countersign.authorization;

import dev.countersign.domain.Issuer;
import dev.countersign.token.ClaimsRequest;
import dev.countersign.token.ResourceIndicators;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The questions asked of a request's parameters from the specifications beside RFC 6749. */
final class Extensions {
  /** A SHA-256 in base64url without padding. */
  private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private Extensions() {}

  /**
   * RFC 7636, section 4.4.1: "If the server requires Proof Key for Code Exchange (PKCE) by OAuth
   * public clients and the client does not send the "code_challenge" in the request, the
   * authorization endpoint MUST return the authorization error response with the "error" value set
   * to "invalid_request"." A method without a challenge is no less a mistake.
   */
  static boolean pkceMissing(Asked asked) {
    boolean wanted =
        Pkce.required(asked.client()) || asked.parameters().has("code_challenge_method");
    return wanted && !asked.parameters().has("code_challenge");
  }

  /**
   * RFC 7636, section 4.4.1: "If the server supporting PKCE does not support the requested
   * transformation, the authorization endpoint MUST return the authorization error response with
   * "error" value set to "invalid_request"." Section 4.3: no method means plain.
   */
  static boolean pkcePlain(Asked asked) {
    return asked.parameters().has("code_challenge")
        && asked.parameters().one("code_challenge_method").filter("S256"::equals).isEmpty();
  }

  /** RFC 7636, section 4.2: "code_challenge = BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))". */
  static boolean pkceMalformed(Asked asked) {
    return malformed(asked, "code_challenge", SHA_256);
  }

  /**
   * OpenID Connect Core 1.0, section 3.1.2.1, of prompt: "If this parameter contains none with any
   * other value, an error is returned." Initiating User Registration 1.0, section 4.1, and Core
   * itself let a server refuse values it does not know.
   */
  static boolean promptUnknown(Asked asked) {
    List<String> words = asked.parameters().words("prompt");
    boolean none = words.contains(Prompt.NONE.text());
    return words.stream().anyMatch(word -> Prompt.parse(word).isEmpty())
        || (none && words.size() > 1);
  }

  static boolean ageMalformed(Asked asked) {
    return malformed(asked, "max_age", SECONDS);
  }

  /** OpenID Connect Core 1.0, section 5.5. */
  static boolean claimsMalformed(Asked asked) {
    return asked
        .parameters()
        .one("claims")
        .filter(json -> ClaimsRequest.parse(json).isEmpty())
        .isPresent();
  }

  /** RFC 9449, section 10: "the JWK Thumbprint [RFC7638] of the proof-of-possession public key". */
  static boolean keyMalformed(Asked asked) {
    return malformed(asked, "dpop_jkt", SHA_256);
  }

  /** RFC 8707, section 2: a resource that is "invalid, missing, unknown, or malformed". */
  static Optional<Problem> resources(Asked asked, Issuer issuer, ResourceIndicators indicators) {
    return indicators
        .refusal(asked.client(), issuer, asked.parameters().all("resource"))
        .map(description -> new Problem(ErrorCode.INVALID_TARGET, description));
  }

  private static boolean malformed(Asked asked, String name, Pattern form) {
    return asked.parameters().one(name).filter(value -> !form.matcher(value).matches()).isPresent();
  }
}
