package dev.countersign.session;

import dev.countersign.domain.Session;
import dev.countersign.domain.User;

/** How a renewal with a refresh token ended. */
public sealed interface RefreshResult {
  /**
   * Renewed.
   *
   * @param session the session, which goes on
   * @param user whose it is
   * @param refreshToken the token to use next time
   */
  record Refreshed(Session session, User user, String refreshToken) implements RefreshResult {
    /** Without the token. */
    @Override
    public String toString() {
      return "Refreshed[" + session.id() + "]";
    }
  }

  /** Refused. */
  record Refused(Reason reason) implements RefreshResult {}

  /** Why a renewal was refused. */
  enum Reason {
    /** Unknown, forged, expired, or of a session that has ended. */
    INVALID,
    /** Used before: the session has been ended. */
    REUSED,
    /** The session is bound to a confirmed device, and no proof of it was sent. */
    DEVICE_PROOF_MISSING,
    /** The session is bound to a confirmed device, and the proof sent does not hold. */
    DEVICE_PROOF_INVALID
  }
}
