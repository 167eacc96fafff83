package dev.countersign.logout;

import java.util.Optional;

/** What becomes of a request to sign out. */
public sealed interface LogoutResult {
  /**
   * The person is asked first.
   *
   * @param redirectUri where the browser would go then, if anywhere
   */
  record Ask(Optional<String> redirectUri) implements LogoutResult {}

  /**
   * Nobody is signed in in the browser any more.
   *
   * @param location where the browser goes; absent for a page that says so
   */
  record Ended(Optional<String> location) implements LogoutResult {}

  /**
   * The request cannot be trusted; nothing was ended.
   *
   * @param message what is wrong with it, for the developer of the client
   */
  record Refused(String message) implements LogoutResult {}
}
