package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's agreement that their face is kept. Nothing biometric is kept without one.
 *
 * @param customerId the isolation boundary
 * @param id its identity
 * @param userId whose face it is about
 * @param source who recorded it
 * @param purpose what the face may be used for, in the customer's words
 * @param textVersion which text was agreed to
 * @param givenAt when
 * @param expiresAt until when the face may be kept
 * @param withdrawnAt when the person took it back, or null
 * @param endedAt since when nothing is kept under it, or null while something may be
 */
public record Consent(
    CustomerId customerId,
    long id,
    UserId userId,
    Source source,
    String purpose,
    String textVersion,
    Instant givenAt,
    Instant expiresAt,
    @Nullable Instant withdrawnAt,
    @Nullable Instant endedAt) {
  /** Who recorded a consent. Names are stored, so they are never changed. */
  public enum Source {
    /** The person themselves, on a page of this server. */
    PERSON,
    /** The customer, who vouches for it. */
    CUSTOMER_ATTESTED
  }

  /** Whether something may be kept under it at that time. */
  public boolean holds(Instant now) {
    return endedAt == null && withdrawnAt == null && now.isBefore(expiresAt);
  }
}
