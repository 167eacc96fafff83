package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the append-only trail. It names its subjects by id and holds no personal data, so
 * that a person can be erased and the trail kept.
 *
 * @param id its identity, time-ordered
 * @param at when it happened
 * @param customerId the customer concerned, or null for the server's own events
 * @param userId the person concerned, or null
 * @param sessionId the session concerned, or null
 * @param kind what happened, such as {@code sign_in} or {@code refresh_reuse}
 * @param outcome {@code success}, or the reason it was refused for
 * @param dialect the wire dialect or {@code cli}
 * @param requestId the request that caused it, as in the log, or the empty string
 * @param detail ids and numbers as a JSON object, or the empty string
 * @param actor who did it, where that is somebody else than whom it is about, such as {@code
 *     user:7/12}: a person by their customer's id and their own; or the empty string
 */
public record AuditEvent(
    long id,
    Instant at,
    @Nullable CustomerId customerId,
    @Nullable UserId userId,
    @Nullable SessionId sessionId,
    String kind,
    String outcome,
    String dialect,
    String requestId,
    String detail,
    String actor) {}
