package dev.countersign.domain;

/**
 * A named set of a customer's users that a face search can be confined to.
 *
 * @param customerId whose it is
 * @param id its identity
 * @param name the name as given
 * @param nameKey the case-mapped form that is compared
 */
public record SearchSpace(CustomerId customerId, long id, String name, String nameKey) {}
