package dev.countersign.config;

import java.time.Duration;

/**
 * The audit trail.
 *
 * @param retention age at which events are deleted
 */
public record AuditSettings(Duration retention) {}
