package dev.countersign.authorization;

import dev.countersign.client.RedirectUris;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import java.util.Optional;

/**
 * An authorization request as it came and as far as it could be read; nothing of it is believed
 * before {@link Checks} has passed it. The questions are those of RFC 6749 and its kin.
 *
 * @param parameters what counts: the parameters themselves, or those of the request object or the
 *     pushed request they stand for
 * @param known the client, if {@code client_id} names one
 * @param pushed whether its client pushed it, after it had proved itself
 * @param signed whether its client signed it
 * @param unread why the request object or pushed request could not be had, if so
 */
record Asked(
    Parameters parameters,
    Optional<Client> known,
    boolean pushed,
    boolean signed,
    Optional<Problem> unread) {

  /** Of a request whose client is known. */
  Client client() {
    return known.orElseThrow();
  }

  Asked failed(ErrorCode code, String description) {
    return new Asked(
        parameters, known, pushed, signed, Optional.of(new Problem(code, description)));
  }

  /** RFC 6749, section 4.1.1: client_id is "REQUIRED". */
  boolean clientMissing() {
    return parameters.all("client_id").size() != 1;
  }

  boolean clientUnknown() {
    return known.isEmpty();
  }

  boolean clientDisabled() {
    return client().disabled();
  }

  /** A request that could not be read, and no redirect URI beside it to tell the client at. */
  Optional<Problem> unreadWithoutRedirect() {
    return unread.filter(_ -> redirectMissing() || redirectForeign());
  }

  /** OpenID Connect Core 1.0, section 3.1.2.1: redirect_uri is "REQUIRED"; here it always is. */
  boolean redirectMissing() {
    return parameters.all("redirect_uri").size() != 1;
  }

  /**
   * RFC 6749, section 3.1.2.3: "the authorization server MUST compare and match the value received
   * against at least one of the registered redirection URIs".
   */
  boolean redirectForeign() {
    return !RedirectUris.matches(client().settings(), parameters.one("redirect_uri").orElse(""));
  }

  /**
   * RFC 6749, section 3.1: "Request and response parameters MUST NOT be included more than once."
   */
  boolean repeats() {
    return parameters.repeats();
  }

  /** OpenID Connect Core 1.0, section 3.1.2.6: "The OP does not support use of registration". */
  boolean registers() {
    return parameters.has("registration");
  }

  /**
   * RFC 9126, section 6: require_pushed_authorization_requests is a "Boolean parameter indicating
   * whether the only means of initiating an authorization request the client is allowed to use is
   * PAR."
   */
  boolean notPushed() {
    return client().settings().requirePushedAuthorizationRequests() && !pushed;
  }

  /**
   * RFC 9101, section 10.5, of require_signed_request_object: "the authorization server MUST reject
   * the authorization request from the client that does not conform to this specification."
   */
  boolean notSigned() {
    return client().settings().requireSignedRequestObject() && !signed;
  }

  /**
   * RFC 6749, section 3.1.1: "If an authorization request is missing the "response_type" parameter,
   * or if the response type is not understood, the authorization server MUST return an error
   * response".
   */
  boolean typeMissing() {
    return !parameters.has("response_type");
  }

  boolean typeUnknown() {
    return !parameters.one("response_type").equals(Optional.of("code"));
  }

  boolean grantForeign() {
    return !client().settings().allows(GrantType.AUTHORIZATION_CODE);
  }

  boolean modeUnknown() {
    return parameters
        .one("response_mode")
        .filter(mode -> ResponseMode.parse(mode).isEmpty())
        .isPresent();
  }

  /** RFC 6749, section 4.1.2.1: the scope "is invalid, unknown, or malformed". */
  boolean scopeForeign() {
    return !client().settings().scopes().containsAll(parameters.words("scope"));
  }
}
