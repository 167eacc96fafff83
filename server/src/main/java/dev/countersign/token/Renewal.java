package dev.countersign.token;

import dev.countersign.token.SignedTokens.Issued;
import java.time.Duration;
import java.util.Optional;

/**
 * A new access token for a live one: same session, same {@code auth_time}, new {@code jti}. Writes
 * nothing; ends with the session.
 */
public final class Renewal {
  private final TokenGate gate;
  private final SignedTokens signed;
  private final Duration ttl;

  public Renewal(TokenGate gate, SignedTokens signed, Duration ttl) {
    this.gate = gate;
    this.signed = signed;
    this.ttl = ttl;
  }

  /** The next token, or nothing when the presented one is not good. */
  public Optional<Issued> renew(String presented) {
    return gate.user(presented).map(bearer -> signed.plain(TokenSubject.of(bearer.session()), ttl));
  }
}
