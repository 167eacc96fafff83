package dev.countersign.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session that is live, with the names its answers need.
 *
 * @param id the session
 * @param customerId the isolation boundary
 * @param customerName the customer's name as given
 * @param userId the person, or null for a customer's session
 * @param userName the person's name, or null for a customer's session
 * @param apiKeyId the key it was got with, or null for a person's session
 * @param scopes what its tokens may do
 * @param dialect the wire dialect it was begun in
 * @param amr the authentication methods used
 * @param deviceKey the device it was begun on, or null
 * @param authTime when the credentials were verified
 * @param sessionExpiresAt the absolute end of the session
 * @param tokenCreatedAt when the token was made; of a signed token, the epoch
 * @param tokenExpiresAt when the opaque token ends; of a signed token, the session's end
 * @param clientId the OAuth client it was granted to, or null
 * @param rights what the opaque token of a client may do; null for every other token
 */
public record LiveSession(
    SessionId id,
    CustomerId customerId,
    String customerName,
    @Nullable UserId userId,
    @Nullable String userName,
    @Nullable ApiKeyId apiKeyId,
    Set<Scope> scopes,
    String dialect,
    String amr,
    @Nullable String deviceKey,
    Instant authTime,
    Instant sessionExpiresAt,
    Instant tokenCreatedAt,
    Instant tokenExpiresAt,
    @Nullable ClientId clientId,
    @Nullable TokenRights rights) {}
