package dev.countersign.domain;

import java.time.Instant;

/**
 * Some people of a customer, under one name that clients are told.
 *
 * @param customerId whose people
 * @param id its identity, decimal in answers
 * @param name as it was given
 * @param nameKey the form it is compared by
 * @param description for people who administer, or the empty string
 * @param createdAt when it was made
 */
public record UserGroup(
    CustomerId customerId,
    long id,
    String name,
    String nameKey,
    String description,
    Instant createdAt)
    implements UserLabel {}
