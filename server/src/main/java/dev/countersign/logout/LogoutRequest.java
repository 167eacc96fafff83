package dev.countersign.logout;

import java.util.Optional;

/**
 * What a client asks for when it sends a person here to sign out (OpenID Connect RP-Initiated
 * Logout 1.0, section 2).
 *
 * @param idTokenHint an ID token that was issued to it, perhaps expired
 * @param clientId who it says it is
 * @param redirectUri where the browser should go afterwards
 * @param state what it wants back then
 */
public record LogoutRequest(
    Optional<String> idTokenHint,
    Optional<String> clientId,
    Optional<String> redirectUri,
    Optional<String> state) {
  /** Without what it says. */
  @Override
  public String toString() {
    return "LogoutRequest[…]";
  }
}
