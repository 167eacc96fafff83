package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that waits for its second step. It is no session: nothing can be done with it but to go
 * on.
 *
 * @param digest the SHA-256 of the id that the browser has of it, in a cookie
 * @param customerId the isolation boundary
 * @param userId who showed the first factor
 * @param sessionId the session that is to become stronger, or null where none has begun
 * @param amr the factors shown so far (RFC 8176 names), in order of use
 * @param authTime when the first was shown
 * @param credentialVersion of the person then; with another one it is void
 * @param codeReference of the code that was mailed, or the empty string
 * @param triesLeft how often the second factor may still be shown wrong, counting the next time
 * @param expiresAt until when it waits
 */
public record PendingSignIn(
    byte[] digest,
    CustomerId customerId,
    UserId userId,
    @Nullable SessionId sessionId,
    String amr,
    Instant authTime,
    long credentialVersion,
    String codeReference,
    int triesLeft,
    Instant expiresAt) {
  /** The session that is to become stronger; absent where none has begun. */
  public Optional<SessionId> session() {
    return Optional.ofNullable(sessionId);
  }

  /** Who signs in, and no more. */
  @Override
  public String toString() {
    return "PendingSignIn[of " + userId + "]";
  }
}
