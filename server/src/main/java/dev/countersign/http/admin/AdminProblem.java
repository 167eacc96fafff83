package dev.countersign.http.admin;

import dev.countersign.http.ProblemDetails;
import dev.countersign.http.Reply;
import java.util.Locale;

/** What can go wrong, as problem details (RFC 9457). The codes are stable: clients compare them. */
enum AdminProblem {
  INVALID_REQUEST(400, "The request is malformed"),
  MISSING_TOKEN(401, "An access token is needed"),
  INVALID_TOKEN(401, "The access token is not good"),
  INSUFFICIENT_SCOPE(403, "The token does not cover this call"),
  ACCESS_DENIED(403, "The call is not allowed from here"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The call has another method"),
  CONFLICT(409, "It contradicts what there is"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of another media type"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  SERVER_ERROR(500, "Unexpected failure"),
  TEMPORARILY_UNAVAILABLE(503, "The server is busy");

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final String REALM = "Bearer realm=\"countersign\"";

  private final int status;
  private final String title;

  AdminProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The answer; the detail says what to do about it. */
  Reply reply(String detail) {
    Reply reply = ProblemDetails.reply(status, code(), title, detail);
    // RFC 9110, section 15.5.2: "The server generating a 401 response MUST send a WWW-Authenticate
    // header field".
    if (status == UNAUTHORIZED) {
      return reply.with("WWW-Authenticate", challenge());
    }
    // RFC 6750, section 3.1: "insufficient_scope: The request requires higher privileges than
    // provided by the access token. The resource server SHOULD respond with the HTTP 403".
    if (status == FORBIDDEN && this == INSUFFICIENT_SCOPE) {
      return reply.with("WWW-Authenticate", REALM + ", error=\"insufficient_scope\"");
    }
    return reply;
  }

  private String challenge() {
    if (this == INVALID_TOKEN) {
      return REALM + ", error=\"invalid_token\"";
    }
    return REALM;
  }
}
