package dev.countersign.domain;

import java.time.Instant;

/**
 * A person who operates the server and reaches every customer.
 *
 * @param customerId the customer whose person they are
 * @param userId who they are
 * @param since when they became one
 */
public record ServerOperator(CustomerId customerId, UserId userId, Instant since) {}
