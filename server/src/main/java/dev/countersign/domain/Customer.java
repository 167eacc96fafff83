package dev.countersign.domain;

import java.time.Instant;

/**
 * An organisation that was given credentials. It owns its users and is the isolation boundary:
 * nothing of one customer is visible with another customer's token.
 *
 * @param id its identity
 * @param name its name as given; unique by {@code nameKey}
 * @param nameKey the case-mapped form (RFC 8265) that is compared
 * @param createdAt when it was created
 */
public record Customer(CustomerId id, String name, String nameKey, Instant createdAt) {}
