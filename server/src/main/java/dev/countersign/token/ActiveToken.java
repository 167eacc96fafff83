package dev.countersign.token;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a resource server is told about a live token; times are seconds since the epoch.
 *
 * @param scope what it may do, separated by spaces; empty for a person's token without scopes
 * @param clientId the API key a customer's token was got with, or the client a person signed in at
 * @param userName the person, or the customer for its own token; empty for a client in its own name
 * @param subject whom it speaks of: the person's id or what the client knows them by, the
 *     customer's id, or the client's
 * @param issuer who issued it
 * @param audience whom it is for
 * @param issuedAt when it was made
 * @param notBefore from when on it holds, if it says so
 * @param expiresAt when it ends
 * @param tokenId names the token without being it
 * @param session the sign-in it belongs to
 * @param customer the isolation boundary
 * @param jkt the key it has to be shown with (RFC 9449); empty for a bearer token
 */
public record ActiveToken(
    String scope,
    Optional<String> clientId,
    Optional<String> userName,
    String subject,
    String issuer,
    List<String> audience,
    long issuedAt,
    OptionalLong notBefore,
    long expiresAt,
    String tokenId,
    SessionId session,
    CustomerId customer,
    Optional<String> jkt) {
  /** Keeps an unmodifiable copy. */
  public ActiveToken {
    audience = List.copyOf(audience);
  }
}
