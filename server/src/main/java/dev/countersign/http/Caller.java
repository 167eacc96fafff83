package dev.countersign.http;

import dev.countersign.domain.LiveSession;
import dev.countersign.token.TokenGate.Bearer;
import java.util.Optional;

/**
 * Who holds a token that is good.
 *
 * @param token as it was presented
 * @param session what it stands for
 * @param bearer the same for calls that only people make
 */
record Caller(String token, LiveSession session, Optional<Bearer> bearer) {
  /** Without the token. */
  @Override
  public String toString() {
    return "Caller[" + session.customerId() + "]";
  }
}
