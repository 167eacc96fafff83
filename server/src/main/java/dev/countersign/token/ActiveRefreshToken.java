package dev.countersign.token;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;

/**
 * What a client is told about a live refresh token of its own; times are seconds since the epoch.
 *
 * @param scope what tokens got with it may do, separated by spaces
 * @param clientId whose it is
 * @param userName the person who granted it
 * @param subject what the client knows that person by
 * @param issuer who issued it
 * @param expiresAt when it ends, unless it is used before
 * @param session the sign-in it belongs to
 * @param customer the isolation boundary
 */
public record ActiveRefreshToken(
    String scope,
    String clientId,
    String userName,
    String subject,
    String issuer,
    long expiresAt,
    SessionId session,
    CustomerId customer) {}
