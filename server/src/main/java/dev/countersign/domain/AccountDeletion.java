package dev.countersign.domain;

import java.time.Instant;

/**
 * An account that its person asked to be deleted, and may restore until then.
 *
 * @param customerId the isolation boundary
 * @param userId whose account
 * @param requestedAt when it was asked for
 * @param deleteAt when everything known of the person is erased
 */
public record AccountDeletion(
    CustomerId customerId, UserId userId, Instant requestedAt, Instant deleteAt) {}
