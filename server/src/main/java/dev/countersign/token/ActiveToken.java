package dev.countersign.token;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a resource server is told about a live token; times are seconds since the epoch.
 *
 * @param scope what it may do, separated by spaces; empty for a person's token without scopes
 * @param clientId the API key a customer's token was got with, or the client a person signed in at
 * @param userName the person, or the customer for its own token
 * @param subject the person's id, or the customer's for its own token
 * @param issuer who issued it
 * @param audience whom it is for
 * @param issuedAt when it was made
 * @param notBefore from when on it holds, if it says so
 * @param expiresAt when it ends
 * @param tokenId names the token without being it
 * @param session the sign-in it belongs to
 * @param customer the isolation boundary
 */
public record ActiveToken(
    String scope,
    Optional<String> clientId,
    String userName,
    String subject,
    String issuer,
    String audience,
    long issuedAt,
    OptionalLong notBefore,
    long expiresAt,
    String tokenId,
    SessionId session,
    CustomerId customer) {}
