package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.Origin;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every grant needs to know of a request for tokens, once its client has proven itself.
 *
 * @param client who asks
 * @param jkt the thumbprint of the key it proved to hold (RFC 9449), which binds the tokens
 * @param scopes the scopes asked for, where the request names any
 * @param resources the resources asked for (RFC 8707), each of them allowed to this client
 * @param origin where the request came from
 */
public record TokenRequest(
    Client client,
    Optional<String> jkt,
    Optional<Set<String>> scopes,
    List<String> resources,
    Origin origin) {

  /** Keeps unmodifiable copies. */
  public TokenRequest {
    scopes = scopes.map(asked -> Collections.unmodifiableSet(new LinkedHashSet<>(asked)));
    resources = List.copyOf(resources);
  }
}
