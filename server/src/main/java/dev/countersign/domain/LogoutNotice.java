package dev.countersign.domain;

/**
 * That a client has still to be told of a sign-out (OpenID Connect Back-Channel Logout).
 *
 * @param id its identity: that of a session of the client's that was known under the {@code sid}
 * @param customerId the isolation boundary
 * @param clientId who is to be told
 * @param userId who signed out
 * @param sid what the client knows the ended session by
 */
public record LogoutNotice(
    long id, CustomerId customerId, ClientId clientId, UserId userId, String sid) {}
