package dev.countersign.token;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import java.time.Instant;

/**
 * What a signed token says: whose session, since when, until when.
 *
 * @param session the {@code sid}
 * @param customer whose audience it is for
 * @param user the {@code sub}
 * @param amr how the person was authenticated
 * @param authTime when
 * @param sessionExpiresAt no token outlives it
 */
public record TokenSubject(
    SessionId session,
    CustomerId customer,
    UserId user,
    String amr,
    Instant authTime,
    Instant sessionExpiresAt) {

  /** Of a session that has just begun or been renewed. */
  public static TokenSubject of(Session session) {
    return new TokenSubject(
        session.id(),
        session.customerId(),
        session.user().orElseThrow(),
        session.amr(),
        session.authTime(),
        session.expiresAt());
  }

  /** Of a session that was looked up. */
  public static TokenSubject of(LiveSession session) {
    UserId user = session.userId();
    if (user == null) {
      throw new IllegalArgumentException("only a person's session has signed tokens");
    }
    return new TokenSubject(
        session.id(),
        session.customerId(),
        user,
        session.amr(),
        session.authTime(),
        session.sessionExpiresAt());
  }
}
