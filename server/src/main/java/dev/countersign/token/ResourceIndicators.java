package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Scope;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where access tokens are meant to be used (RFC 8707). */
public final class ResourceIndicators {
  private ResourceIndicators() {}

  /** Why a client may not name these resources; empty when it may. */
  public static Optional<String> refusal(Client client, Issuer issuer, List<String> resources) {
    List<String> allowed = client.settings().resources();
    for (String resource : resources) {
      // RFC 8707, section 2: "Its value MUST be an absolute URI, as specified by Section 4.3 of
      // [RFC3986]. The URI MUST NOT include a fragment component."
      if (!wellFormed(resource)) {
        return Optional.of("A resource is an absolute URI without a fragment");
      }
      boolean ours = resource.equals(issuer.baseUrl());
      boolean free = allowed.isEmpty() && resource.startsWith("https://");
      if (!ours && !free && !allowed.contains(resource)) {
        return Optional.of("This client may not ask for tokens for that resource");
      }
    }
    return Optional.empty();
  }

  private static boolean wellFormed(String resource) {
    try {
      URI uri = new URI(resource);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * The audience of a token: the resources asked for, and this server itself where the token is
   * good for its own calls or where nothing was asked. RFC 9068, section 3: "If the request does
   * not include a "resource" parameter, the authorization server MUST use a default resource
   * indicator in the "aud" claim."
   */
  static List<String> audience(Issuer issuer, List<String> resources, Set<String> scopes) {
    Set<String> audience = new LinkedHashSet<>(resources);
    boolean forUs =
        resources.isEmpty()
            || scopes.contains(OAuthScopes.OPENID)
            || scopes.stream().anyMatch(scope -> Scope.parse(scope).isPresent());
    if (forUs) {
      audience.add(issuer.baseUrl());
    }
    return new ArrayList<>(audience);
  }
}
