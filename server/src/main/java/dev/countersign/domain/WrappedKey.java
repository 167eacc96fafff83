package dev.countersign.domain;

/**
 * A person's data key as it is stored.
 *
 * @param customerId the isolation boundary
 * @param userId whose biometric data it opens
 * @param epoch the epoch whose key wraps it
 * @param wrapped the data key, encrypted
 */
public record WrappedKey(CustomerId customerId, UserId userId, long epoch, byte[] wrapped) {}
