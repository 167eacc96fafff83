package dev.countersign.authorization;

import static dev.countersign.authorization.ErrorCode.INVALID_REQUEST;
import static dev.countersign.authorization.ErrorCode.INVALID_SCOPE;
import static dev.countersign.authorization.ErrorCode.REGISTRATION_NOT_SUPPORTED;
import static dev.countersign.authorization.ErrorCode.UNAUTHORIZED_CLIENT;
import static dev.countersign.authorization.ErrorCode.UNSUPPORTED_RESPONSE_TYPE;

import dev.countersign.keys.KeyRing;
import dev.countersign.token.ResourceIndicators;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Everything an authorization request can be refused for before anybody signs in, in the order in
 * which it is looked at: the first that holds counts. What each means, and which sentence demands
 * it, stands in {@link Asked} and {@link Extensions}.
 */
final class Checks {
  private final List<Check> shown =
      List.of(
          when(Asked::clientMissing, INVALID_REQUEST, "The parameter client_id must be sent once"),
          when(Asked::clientUnknown, INVALID_REQUEST, "No application has this client_id"),
          when(Asked::clientDisabled, UNAUTHORIZED_CLIENT, "The application is switched off"),
          told(Asked::unreadWithoutRedirect),
          when(Asked::redirectMissing, INVALID_REQUEST, "Send the parameter redirect_uri once"),
          when(Asked::redirectForeign, INVALID_REQUEST, "The redirect_uri is not registered"),
          when(Sizes::stateTooLong, INVALID_REQUEST, "The state has more than 2048 bytes"));

  private final List<Check> sent =
      List.of(
          when(Asked::repeats, INVALID_REQUEST, "A parameter was sent more than once"),
          told(Asked::unread),
          when(Sizes::textTooLong, INVALID_REQUEST, "nonce and login_hint have at most 2048 bytes"),
          when(Sizes::claimsTooLong, INVALID_REQUEST, "The claims have more than 8192 bytes"),
          when(Sizes::wholeTooLong, INVALID_REQUEST, "The request has more than 8192 bytes"),
          when(Asked::registers, REGISTRATION_NOT_SUPPORTED, "Use the registration endpoint"),
          when(Asked::notPushed, INVALID_REQUEST, "The application must push its requests"),
          when(Asked::notSigned, INVALID_REQUEST, "The application must sign its requests"),
          when(Asked::typeMissing, INVALID_REQUEST, "The response_type is missing; send code"),
          when(Asked::typeUnknown, UNSUPPORTED_RESPONSE_TYPE, "The response_type must be code"),
          when(Asked::grantForeign, UNAUTHORIZED_CLIENT, "Not registered for authorization_code"),
          when(Asked::modeUnknown, INVALID_REQUEST, "No such response_mode"),
          when(Asked::scopeForeign, INVALID_SCOPE, "Not registered for one of the scopes"),
          when(Extensions::pkceMissing, INVALID_REQUEST, "The code_challenge is missing (PKCE)"),
          when(Extensions::pkcePlain, INVALID_REQUEST, "The code_challenge_method must be S256"),
          when(Extensions::pkceMalformed, INVALID_REQUEST, "No code_challenge of S256"),
          when(Extensions::promptUnknown, INVALID_REQUEST, "No such prompt, or none with others"),
          when(Extensions::ageMalformed, INVALID_REQUEST, "The max_age is a number of seconds"),
          when(Extensions::claimsMalformed, INVALID_REQUEST, "The parameter claims is malformed"),
          when(Extensions::keyMalformed, INVALID_REQUEST, "The dpop_jkt is not a thumbprint"),
          told(this::resources));

  private final KeyRing ring;
  private final ResourceIndicators indicators;

  Checks(KeyRing ring, ResourceIndicators indicators) {
    this.ring = ring;
    this.indicators = indicators;
  }

  /**
   * What must be shown on a page, if anything. RFC 6749, section 4.1.2.1: "If the request fails due
   * to a missing, invalid, or mismatching redirection URI, or if the client identifier is missing
   * or invalid, the authorization server SHOULD inform the resource owner of the error and MUST NOT
   * automatically redirect the user-agent to the invalid redirection URI."
   */
  Optional<Problem> shown(Asked asked) {
    return first(shown, asked);
  }

  /** What the client must be told, if anything; its redirect URI has been found good. */
  Optional<Problem> sent(Asked asked) {
    return first(sent, asked);
  }

  private Optional<Problem> resources(Asked asked) {
    return Extensions.resources(asked, ring.issuerOf(asked.client().customerId()), indicators);
  }

  private static Optional<Problem> first(List<Check> checks, Asked asked) {
    return checks.stream()
        .map(check -> check.problem().apply(asked))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Check when(Predicate<Asked> fails, ErrorCode code, String description) {
    Problem problem = new Problem(code, description);
    return new Check(asked -> Optional.of(problem).filter(_ -> fails.test(asked)));
  }

  private static Check told(Function<Asked, Optional<Problem>> problem) {
    return new Check(problem);
  }

  private record Check(Function<Asked, Optional<Problem>> problem) {}
}
