package dev.countersign.token;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a client gets at the token endpoint (RFC 6749, section 5.1).
 *
 * @param accessToken the access token
 * @param dpop whether it is bound to a key and shown with the scheme DPoP
 * @param seconds how long it lives
 * @param scopes what it may do, in the order granted
 * @param refreshToken what to get the next one with
 * @param idToken who signed in
 */
public record IssuedTokens(
    String accessToken,
    boolean dpop,
    long seconds,
    Set<String> scopes,
    Optional<String> refreshToken,
    Optional<String> idToken) {

  /** Keeps an unmodifiable copy. */
  public IssuedTokens {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "IssuedTokens[…]";
  }
}
