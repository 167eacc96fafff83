package dev.countersign.authorization;

import static dev.countersign.authorization.ErrorCode.INVALID_REQUEST;
import static dev.countersign.authorization.ErrorCode.INVALID_SCOPE;
import static dev.countersign.authorization.ErrorCode.INVALID_TARGET;
import static dev.countersign.authorization.ErrorCode.REGISTRATION_NOT_SUPPORTED;
import static dev.countersign.authorization.ErrorCode.UNAUTHORIZED_CLIENT;
import static dev.countersign.authorization.ErrorCode.UNSUPPORTED_RESPONSE_TYPE;

import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.keys.KeyRing;
import dev.countersign.token.ClaimsRequest;
import dev.countersign.token.ResourceIndicators;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything an authorization request can be refused for before anybody signs in, in the order in
 * which it is looked at. The first failure counts.
 */
final class Checks {
  /**
   * RFC 6749, section 4.1.2.1: "If the request fails due to a missing, invalid, or mismatching
   * redirection URI, or if the client identifier is missing or invalid, the authorization server
   * SHOULD inform the resource owner of the error and MUST NOT automatically redirect the
   * user-agent to the invalid redirection URI." These are shown to the person.
   */
  private static final List<Check> SHOWN =
      List.of(
          when(
              a -> a.parameters().all("client_id").size() != 1,
              INVALID_REQUEST,
              "The parameter client_id must be sent once"),
          when(
              a -> a.known().isEmpty(),
              INVALID_REQUEST,
              "There is no application with this client_id"),
          when(a -> a.client().disabled(), UNAUTHORIZED_CLIENT, "The application is switched off"),
          // Where the request could not be read, its redirect URI is not known either, unless it
          // was sent beside it.
          when(a -> a.unreadable() && !a.parameters().has("redirect_uri"), Asked::unread),
          when(
              a -> a.parameters().all("redirect_uri").size() != 1,
              INVALID_REQUEST,
              "The parameter redirect_uri must be sent once"),
          when(
              a -> !RedirectUris.registered(a.client(), redirectUri(a)),
              INVALID_REQUEST,
              "The redirect_uri is not registered for the application; it must be the same,"
                  + " character by character"));

  /** These are sent back to the client. */
  private final List<Check> sent =
      List.of(
          // RFC 6749, section 3.1: "Request and response parameters MUST NOT be included more than
          // once."
          when(
              a -> a.parameters().repeats(),
              INVALID_REQUEST,
              "A parameter was sent more than once"),
          when(Asked::unreadable, Asked::unread),
          when(
              a -> a.parameters().has("registration"),
              REGISTRATION_NOT_SUPPORTED,
              "Register at the registration endpoint"),
          // RFC 9126, section 5: require_pushed_authorization_requests is a "Boolean parameter
          // indicating whether the only means of initiating an authorization request the client is
          // allowed to use is PAR."
          when(
              a -> a.client().settings().requirePushedAuthorizationRequests() && !a.pushed(),
              INVALID_REQUEST,
              "The application must push its authorization requests"),
          // RFC 9101, section 10.5: "the authorization server MUST reject the authorization
          // request from the client that does not conform to this specification."
          when(
              a -> a.client().settings().requireSignedRequestObject() && !a.signed(),
              INVALID_REQUEST,
              "The application must send signed request objects"),
          when(
              a -> !a.parameters().has("response_type"),
              INVALID_REQUEST,
              "The parameter response_type is missing; send code"),
          // OAuth 2.0 Multiple Response Types, section 3: the order of the words does not matter;
          // here there is one word.
          when(
              a -> !a.parameters().words("response_type").equals(List.of("code")),
              UNSUPPORTED_RESPONSE_TYPE,
              "The response_type must be code"),
          when(
              a -> !a.client().settings().allows(GrantType.AUTHORIZATION_CODE),
              UNAUTHORIZED_CLIENT,
              "The application is not registered for authorization_code"),
          when(
              a ->
                  a.parameters()
                      .one("response_mode")
                      .filter(mode -> ResponseMode.parse(mode).isEmpty())
                      .isPresent(),
              INVALID_REQUEST,
              "The response_mode must be query, fragment or form_post"),
          when(
              a -> !a.client().settings().scopes().containsAll(a.parameters().words("scope")),
              INVALID_SCOPE,
              "The application is not registered for one of the scopes"),
          // RFC 7636, section 4.4.1: "If the server requires Proof Key for Code Exchange (PKCE) by
          // OAuth public clients and the client does not send the "code_challenge" in the request,
          // the authorization endpoint MUST return the authorization error response with the
          // "error" value set to "invalid_request"."
          when(
              a -> Pkce.required(a.client()) && !a.parameters().has("code_challenge"),
              INVALID_REQUEST,
              "The parameter code_challenge is missing (PKCE)"),
          // RFC 7636, section 4.4.1: "If the server supporting PKCE does not support the requested
          // transformation, the authorization endpoint MUST return the authorization error
          // response with "error" value set to "invalid_request"." No method means plain.
          when(
              a -> a.parameters().has("code_challenge") && !Pkce.s256(a.parameters()),
              INVALID_REQUEST,
              "The code_challenge_method must be S256"),
          when(
              a ->
                  a.parameters().has("code_challenge_method")
                      && !a.parameters().has("code_challenge"),
              INVALID_REQUEST,
              "The parameter code_challenge is missing (PKCE)"),
          when(
              a -> !Pkce.wellFormed(a.parameters()),
              INVALID_REQUEST,
              "A code_challenge of S256 has 43 characters of base64url"),
          // OpenID Connect Core 1.0, section 3.1.2.1: "If this parameter contains none with any
          // other value, an error is returned."
          when(
              a -> !Prompts.valid(a.parameters().words("prompt")),
              INVALID_REQUEST,
              "The prompt must be none alone, or some of login consent select_account create"),
          when(
              a ->
                  a.parameters()
                      .one("max_age")
                      .filter(age -> !age.matches("[0-9]{1,9}"))
                      .isPresent(),
              INVALID_REQUEST,
              "The max_age must be a number of seconds"),
          when(
              a ->
                  a.parameters()
                      .one("claims")
                      .filter(json -> ClaimsRequest.parse(json).isEmpty())
                      .isPresent(),
              INVALID_REQUEST,
              "The parameter claims is not what OpenID Connect Core 5.5 describes"),
          // RFC 9449, section 10: the thumbprint of RFC 7638 with SHA-256.
          when(
              a ->
                  a.parameters()
                      .one("dpop_jkt")
                      .filter(jkt -> !jkt.matches("[A-Za-z0-9_-]{43}"))
                      .isPresent(),
              INVALID_REQUEST,
              "The dpop_jkt must be the SHA-256 thumbprint of a key"),
          when(a -> !named(a).isEmpty(), a -> named(a)));

  private final KeyRing ring;

  Checks(KeyRing ring) {
    this.ring = ring;
  }

  /** What must be shown on a page, if anything; else the redirect URI may be trusted. */
  static Optional<Problem> shown(Asked asked) {
    return first(SHOWN, asked);
  }

  /** What the client must be told, if anything. */
  Optional<Problem> sent(Asked asked) {
    return first(sent, asked);
  }

  private static Optional<Problem> first(List<Check> checks, Asked asked) {
    return checks.stream()
        .filter(check -> check.fails().test(asked))
        .findFirst()
        .flatMap(check -> check.problem().apply(asked));
  }

  private Optional<Problem> named(Asked asked) {
    return ResourceIndicators.refusal(
            asked.client(),
            ring.issuerOf(asked.client().customerId()),
            asked.parameters().all("resource"))
        .map(description -> new Problem(INVALID_TARGET, description));
  }

  private static String redirectUri(Asked asked) {
    return asked.parameters().one("redirect_uri").orElse("");
  }

  private static Check when(Predicate<Asked> fails, ErrorCode code, String description) {
    Problem problem = new Problem(code, description);
    return new Check(fails, _ -> Optional.of(problem));
  }

  private static Check when(Predicate<Asked> fails, Wording problem) {
    return new Check(fails, problem);
  }

  private record Check(Predicate<Asked> fails, Wording problem) {}

  private interface Wording {
    Optional<Problem> apply(Asked asked);
  }
}
