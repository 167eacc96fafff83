package dev.countersign.config;

import java.time.Duration;

/**
 * Enrolment by address.
 *
 * @param urlTtl how long an enrolment address stays usable
 */
public record EnrolmentSettings(Duration urlTtl) {}
