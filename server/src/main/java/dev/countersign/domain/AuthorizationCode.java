package dev.countersign.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A code that was given to a client's browser redirect, to be exchanged once.
 *
 * @param digest the SHA-256 of its text
 * @param customerId the isolation boundary
 * @param clientId who may redeem it
 * @param userId who signed in
 * @param parent the browser's session it was made in; the code dies with it
 * @param request what it was made for
 * @param issuedSession the session its first use began, or null before that
 * @param createdAt when it was made
 * @param expiresAt until when it may be redeemed
 */
public record AuthorizationCode(
    byte[] digest,
    CustomerId customerId,
    ClientId clientId,
    UserId userId,
    @Nullable SessionId parent,
    Request request,
    @Nullable SessionId issuedSession,
    Instant createdAt,
    Instant expiresAt) {

  /** Names the client and the person, not the code. */
  @Override
  public String toString() {
    return "AuthorizationCode[client " + clientId + ", user " + userId + "]";
  }

  /**
   * What the authorization request asked and the person's sign-in proved.
   *
   * @param redirectUri where the code was sent
   * @param redirectUriGiven whether the request said so, so that the exchange must say the same
   * @param codeChallenge the S256 challenge (RFC 7636), or null where PKCE was not used
   * @param nonce the request's nonce, or null
   * @param scopes what was granted, in the order it is told
   * @param resources the resources asked for (RFC 8707)
   * @param claims the {@code claims} request parameter as JSON text, or null
   * @param acr the authentication context that was reached, or null
   * @param amr the authentication methods used (RFC 8176 names), separated by spaces
   * @param authTime when the credentials were verified
   * @param dpopJkt the key the code is bound to (RFC 9449, section 10), or null
   * @param deviceKey the device the sign-in was on, or null
   */
  public record Request(
      String redirectUri,
      boolean redirectUriGiven,
      @Nullable String codeChallenge,
      @Nullable String nonce,
      Set<String> scopes,
      List<String> resources,
      @Nullable String claims,
      @Nullable String acr,
      String amr,
      Instant authTime,
      @Nullable String dpopJkt,
      @Nullable String deviceKey) {

    /** Keeps unmodifiable copies. */
    public Request {
      scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
      resources = List.copyOf(resources);
    }
  }
}
