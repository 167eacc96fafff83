package dev.countersign.domain;

/**
 * How many events of one sort there were in one hour.
 *
 * @param hour hours since 1970-01-01T00:00Z
 * @param kind as in {@link AuditEvent#kind}
 * @param dialect as in {@link AuditEvent#dialect}
 * @param outcome as in {@link AuditEvent#outcome}
 * @param events how many
 */
public record EventSum(long hour, String kind, String dialect, String outcome, long events) {}
