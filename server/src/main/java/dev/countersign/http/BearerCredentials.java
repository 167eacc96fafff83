package dev.countersign.http;

import java.util.Locale;
import java.util.Optional;

/** The {@code Bearer} scheme of the Authorization header (RFC 6750, section 2.1). */
public final class BearerCredentials {
  private static final String SCHEME = "bearer ";

  private BearerCredentials() {}

  /** The token; absent when the header's value is of another scheme. */
  public static Optional<String> parse(String authorization) {
    // RFC 9110, section 11.1: "It uses a case-insensitive token to identify the authentication
    // scheme".
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    return Optional.of(authorization.substring(SCHEME.length()).strip());
  }
}
