package dev.countersign.signin;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * A person who is signed in in a browser.
 *
 * @param session their sign-in
 * @param customer the isolation boundary
 * @param customerName the customer's name as given
 * @param id who they are
 * @param userName their name as given
 * @param amr how they showed who they are (RFC 8176 names), in order of use
 * @param authTime when
 */
public record BrowserUser(
    SessionId session,
    CustomerId customer,
    String customerName,
    UserId id,
    String userName,
    String amr,
    Instant authTime) {
  /** For how long after they showed who they are people may change how they do. */
  private static final Duration RECENT = Duration.ofMinutes(15);

  /** Whether they showed it recently enough to change how they do. */
  public boolean recent(Instant now) {
    return recent(authTime, now);
  }

  static boolean recent(Instant shown, Instant now) {
    return now.isBefore(shown.plus(RECENT));
  }
}
