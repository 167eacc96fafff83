package dev.countersign.authorization;

import java.time.Duration;
import java.util.Optional;

/** What becomes of an authorization request. */
public sealed interface AuthorizationResult {
  /**
   * A page that says what is wrong. RFC 6749, section 4.1.2.1: the server "MUST NOT automatically
   * redirect the user-agent to the invalid redirection URI".
   */
  record Shown(Problem problem) implements AuthorizationResult {}

  /** Too many were begun from there; so long there will be no more. */
  record TooMany(Duration retryAfter) implements AuthorizationResult {}

  /** The client is answered. */
  record Answered(AuthorizationResponse response) implements AuthorizationResult {}

  /**
   * A person is needed.
   *
   * @param page which page has to be shown
   * @param flow the id under which the request goes on afterwards
   * @param newBrowser the secret that binds flows to this browser, where it has none yet
   */
  record Interaction(Page page, String flow, Optional<String> newBrowser)
      implements AuthorizationResult {
    /** Without the id and the secret. */
    @Override
    public String toString() {
      return "Interaction[" + page + "]";
    }
  }

  /** The pages that people are needed at. */
  enum Page {
    SIGN_IN,
    SIGN_UP,
    CONSENT
  }
}
