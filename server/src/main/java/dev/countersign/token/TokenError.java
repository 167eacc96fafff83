package dev.countersign.token;

import java.util.Locale;

/** The error codes of the token endpoint and of what works like it. */
public enum TokenError {
  /** RFC 6749, section 5.2, from here on. */
  INVALID_REQUEST,
  INVALID_CLIENT,
  INVALID_GRANT,
  UNAUTHORIZED_CLIENT,
  UNSUPPORTED_GRANT_TYPE,
  INVALID_SCOPE,
  /** RFC 8707, section 2. */
  INVALID_TARGET,
  /** RFC 9449, section 5. */
  INVALID_DPOP_PROOF,
  /** RFC 9449, section 8. */
  USE_DPOP_NONCE,
  /** RFC 8628, section 3.5, from here on. */
  AUTHORIZATION_PENDING,
  SLOW_DOWN,
  ACCESS_DENIED,
  EXPIRED_TOKEN;

  /** As it is written in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
