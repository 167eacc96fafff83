package dev.countersign.domain;

import java.time.Instant;

/**
 * What a person may be in a customer's applications. What it allows there is theirs to decide.
 *
 * @param customerId whose role
 * @param id its identity, decimal in answers
 * @param name as it was given
 * @param nameKey the form it is compared by
 * @param description for people who administer, or the empty string
 * @param createdAt when it was made
 */
public record UserRole(
    CustomerId customerId,
    long id,
    String name,
    String nameKey,
    String description,
    Instant createdAt)
    implements UserLabel {}
