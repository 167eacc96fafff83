package dev.countersign.store;

import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.SessionId;
import java.time.Instant;
import java.util.Optional;

/** Codes that clients exchange for tokens, by the SHA-256 of their text. */
public interface AuthorizationCodes {
  void add(AuthorizationCode code);

  /** The code, redeemed or not, expired or not. */
  Optional<AuthorizationCode> find(byte[] digest);

  /**
   * Redeems the code for that session, if nobody has and it has not expired. Of many at once one
   * succeeds; {@link #find} tells the others which session the first began.
   *
   * @return false when it was redeemed before, has expired or is unknown
   */
  boolean redeem(byte[] digest, SessionId issued, Instant now);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
