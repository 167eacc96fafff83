package dev.countersign.http.dialect.iam;

import dev.countersign.http.ProblemDetails;
import dev.countersign.http.Reply;
import java.util.Locale;

/** What can go wrong, as problem details (RFC 9457). The codes are stable: clients compare them. */
enum Problem {
  INVALID_REQUEST(400, "The request is malformed"),
  CONFIRMATION_CODE_INVALID(400, "The confirmation code is not good"),
  PASSWORD_REFUSED(400, "The password cannot be used"),
  INVALID_CREDENTIALS(401, "The credentials are wrong"),
  MISSING_TOKEN(401, "An access token is needed"),
  INVALID_TOKEN(401, "The access token is not good"),
  REFRESH_TOKEN_INVALID(401, "The refresh token is not good"),
  REFRESH_TOKEN_REUSED(401, "The refresh token was used before"),
  DEVICE_PROOF_REQUIRED(401, "The device must prove itself"),
  DEVICE_PROOF_INVALID(401, "The device's proof does not hold"),
  INSUFFICIENT_SCOPE(403, "The token does not cover this call"),
  ACCESS_DENIED(403, "The call is not allowed from here"),
  SECOND_FACTOR_REQUIRED(403, "The account needs a second factor"),
  ANOTHER_DEVICE(403, "The session is on another device"),
  SIGN_UP_CLOSED(403, "Nobody can sign up here"),
  NOT_FOUND(404, "There is no such call"),
  DEVICE_NOT_FOUND(404, "There is no such device"),
  LINK_UNKNOWN(404, "There is no such link"),
  METHOD_NOT_ALLOWED(405, "The call has another method"),
  DEVICE_ALREADY_CONFIRMED(409, "The device is confirmed with another key"),
  USER_NAME_TAKEN(409, "The user name is taken"),
  LINK_EXPIRED(410, "The link has expired"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of another media type"),
  TOO_MANY_ATTEMPTS(429, "Too many failed attempts"),
  SERVER_ERROR(500, "Unexpected failure"),
  TEMPORARILY_UNAVAILABLE(503, "The server is busy");

  private static final int UNAUTHORIZED = 401;
  private static final String REALM = "Bearer realm=\"countersign\"";

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The answer; the detail says what to do about it. */
  Reply reply(String detail) {
    Reply reply = ProblemDetails.reply(status, code(), title, detail);
    if (status != UNAUTHORIZED) {
      return reply;
    }
    // RFC 9110, section 15.5.2: "The server generating a 401 response MUST send a WWW-Authenticate
    // header field".
    return reply.with("WWW-Authenticate", challenge());
  }

  /**
   * RFC 6750, section 3: "If the protected resource request included an access token and failed
   * authentication, the resource server SHOULD include the 'error' attribute"; and section 3.1: "If
   * the request lacks any authentication information [...] the resource server SHOULD NOT include
   * an error code".
   */
  private String challenge() {
    if (this != INVALID_TOKEN) {
      return REALM;
    }
    return REALM
        + ", error=\"invalid_token\", error_description=\"The access token is unknown, expired,"
        + " revoked or of another kind\"";
  }
}
