package dev.countersign.domain;

import java.time.Instant;

/**
 * A browser in which a person need not show their second factor again.
 *
 * @param digest the SHA-256 of its cookie
 * @param customerId the isolation boundary
 * @param userId who is remembered
 * @param credentialVersion of the person when it was remembered; another one forgets it
 * @param createdAt when it was remembered
 * @param expiresAt until when
 */
public record RememberedBrowser(
    byte[] digest,
    CustomerId customerId,
    UserId userId,
    long credentialVersion,
    Instant createdAt,
    Instant expiresAt) {}
