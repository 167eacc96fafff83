package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, without what it said.
 *
 * @param id the message's, which receivers are told
 * @param customerId on whose behalf it was sent
 * @param userId the person it tells of, or null for nobody
 * @param kind how it left
 * @param what it tells of, such as an event's name
 * @param destination where it went, without a URL's query; empty for mail, whose receiver is a
 *     person
 * @param state how the last try ended
 * @param reason why it failed, or what the receiver answered, in words that name no person
 * @param attempts how often it was tried
 * @param queuedAt when it was put in
 * @param triedAt when it was tried last
 * @param nextAttemptAt when it is tried again, or null for never
 */
public record DeliveryRecord(
    long id,
    CustomerId customerId,
    @Nullable UserId userId,
    OutboxMessage.Kind kind,
    String what,
    String destination,
    State state,
    String reason,
    int attempts,
    Instant queuedAt,
    Instant triedAt,
    @Nullable Instant nextAttemptAt) {
  /** How a try ended. */
  public enum State {
    /** It arrived. */
    DELIVERED,
    /** It did not, and is tried again. */
    FAILED,
    /** It did not, and is not tried again. */
    GIVEN_UP
  }
}
