package dev.countersign.domain;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person granted to a client at one sign-in, beside the session that its tokens belong to.
 *
 * @param session the grant's own session
 * @param customerId the isolation boundary
 * @param clientId who may use it
 * @param ssoSession the browser's session it was granted from, kept also where the grant outlives
 *     it; null where there was none, or it has ended
 * @param sid what ID and logout tokens call the browser's session at this client
 * @param scopes what was granted, in the order it is told
 * @param resources the resources it is good at (RFC 8707); empty where none were named
 * @param claims the {@code claims} request parameter as JSON text, or null
 * @param jkt the thumbprint of the key its tokens are bound to (RFC 9449), or null
 * @param acr the authentication context that was reached, or null
 * @param nonce the request's nonce, or null
 * @param codeDigest the hexadecimal SHA-256 of the code it was got with, or null
 */
public record OAuthGrant(
    SessionId session,
    CustomerId customerId,
    ClientId clientId,
    @Nullable SessionId ssoSession,
    String sid,
    Set<String> scopes,
    List<String> resources,
    @Nullable String claims,
    @Nullable String jkt,
    @Nullable String acr,
    @Nullable String nonce,
    @Nullable String codeDigest) {

  /** Keeps unmodifiable copies. */
  public OAuthGrant {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    resources = List.copyOf(resources);
  }
}
