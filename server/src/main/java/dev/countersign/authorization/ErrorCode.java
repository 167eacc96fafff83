package dev.countersign.authorization;

import java.util.Locale;

/** The errors an authorization request can be answered with. */
public enum ErrorCode {
  // RFC 6749, section 4.1.2.1.
  INVALID_REQUEST,
  UNAUTHORIZED_CLIENT,
  ACCESS_DENIED,
  UNSUPPORTED_RESPONSE_TYPE,
  INVALID_SCOPE,
  // OpenID Connect Core 1.0, section 3.1.2.6.
  LOGIN_REQUIRED,
  CONSENT_REQUIRED,
  INVALID_REQUEST_URI,
  INVALID_REQUEST_OBJECT,
  REQUEST_URI_NOT_SUPPORTED,
  REGISTRATION_NOT_SUPPORTED,
  // RFC 8707, section 2.
  INVALID_TARGET,
  // OpenID Connect Core Error Code unmet_authentication_requirements 1.0, section 2.
  UNMET_AUTHENTICATION_REQUIREMENTS;

  /** As it is written in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
