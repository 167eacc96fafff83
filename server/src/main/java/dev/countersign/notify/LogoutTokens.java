package dev.countersign.notify;

import java.util.Optional;

/** Makes the tokens that tell clients of a sign-out, at the moment they are sent. */
public interface LogoutTokens {
  /** A fresh token; absent when the client is gone or no longer wants to be told. */
  Optional<Addressed> of(LogoutMessage message);

  /**
   * A token with where it goes.
   *
   * @param uri the client's {@code backchannel_logout_uri}
   * @param token the signed logout token
   */
  record Addressed(String uri, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Addressed[…]";
    }
  }
}
