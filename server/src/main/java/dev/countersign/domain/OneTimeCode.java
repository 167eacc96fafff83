package dev.countersign.domain;

import java.time.Instant;

/**
 * A code sent to a person, to be told back once.
 *
 * @param digest the SHA-256 of the reference it is asked for by
 * @param customerId the isolation boundary
 * @param userId who it was sent to
 * @param approves what telling it approves
 * @param sealedCode the code, encrypted under the key-encryption key
 * @param triesLeft how often it may still be told wrong, counting the next time
 * @param expiresAt until when it may be told
 */
public record OneTimeCode(
    byte[] digest,
    CustomerId customerId,
    UserId userId,
    String approves,
    byte[] sealedCode,
    int triesLeft,
    Instant expiresAt) {}
