package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What enrolments are asked for.
 *
 * @param state only those in this state, or null for all
 * @param from changed at or after
 * @param to changed before
 * @param offset how many to pass over
 * @param limit how many at most
 */
public record EnrolmentQuery(
    Enrolment.@Nullable State state, Instant from, Instant to, long offset, int limit) {}
