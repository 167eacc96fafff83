package dev.countersign.client;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.AuthMethod;

/** What came of a client's authentication. */
public sealed interface ClientAuthenticationResult {
  /**
   * It is that client; a public one merely says so.
   *
   * @param client the client, which is not disabled
   * @param method how it proved itself; {@code NONE} for a public client
   */
  record Authenticated(Client client, AuthMethod method) implements ClientAuthenticationResult {}

  /**
   * {@code invalid_client}: "Client authentication failed" (RFC 6749, section 5.2).
   *
   * @param description what to do about it, for the developer
   */
  record Refused(String description) implements ClientAuthenticationResult {}

  /**
   * {@code invalid_request}: more than one way of authentication, or contradictory ones.
   *
   * @param description what to do about it, for the developer
   */
  record Malformed(String description) implements ClientAuthenticationResult {}
}
