package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to be delivered outside the request that caused it, at least once.
 *
 * @param id its identity; receivers use it to drop repetitions
 * @param customerId on whose behalf, or null for the server itself
 * @param userId the person it tells of, whose erasure takes it along, or null for nobody
 * @param kind mail, signed callback, word of a sign-out, or task
 * @param sealedPayload what to deliver and to whom, encrypted under the key-encryption key
 * @param attempts how often delivery was tried
 * @param nextAttemptAt not before this
 * @param giveUpAt no attempt after this
 * @param createdAt when it was put in
 */
public record OutboxMessage(
    long id,
    @Nullable CustomerId customerId,
    @Nullable UserId userId,
    Kind kind,
    byte[] sealedPayload,
    int attempts,
    Instant nextAttemptAt,
    Instant giveUpAt,
    Instant createdAt) {
  /** How a message leaves. */
  public enum Kind {
    MAIL,
    CALLBACK,
    /** Word of a sign-out for an OAuth client. */
    LOGOUT,
    /** Work of this server's own, done after the request that caused it was answered. */
    TASK
  }
}
