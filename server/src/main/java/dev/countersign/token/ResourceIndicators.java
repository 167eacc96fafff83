package dev.countersign.token;

import dev.countersign.domain.Client;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Scope;
import dev.countersign.store.Store;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where access tokens are meant to be used (RFC 8707). */
public final class ResourceIndicators {
  private static final int LONGEST = 2048;
  private static final int LONGEST_TOGETHER = 8192;

  private final Store store;

  public ResourceIndicators(Store store) {
    this.store = store;
  }

  /** Why a client may not name these resources; empty when it may. */
  public Optional<String> refusal(Client client, Issuer issuer, List<String> resources) {
    if (resources.stream().mapToInt(String::length).sum() > LONGEST_TOGETHER) {
      return Optional.of("The resources have more than 8192 characters together");
    }
    List<String> allowed = client.settings().resources();
    for (String resource : resources) {
      // RFC 8707, section 2: "Its value MUST be an absolute URI, as specified by Section 4.3 of
      // [RFC3986]. The URI MUST NOT include a fragment component."
      if (!wellFormed(resource)) {
        return Optional.of("A resource is an absolute URI without a fragment");
      }
      boolean ours = resource.equals(issuer.baseUrl());
      if (!ours && !allowed.contains(resource) && !free(client, resource)) {
        return Optional.of("This client may not ask for tokens for that resource");
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a client that is registered for no resources may name this one: those of other
   * customers are not its to ask for, and one that registered itself has none but its own.
   */
  private boolean free(Client client, String resource) {
    return client.settings().resources().isEmpty()
        && client.registrationDigest() == null
        && resource.startsWith("https://")
        && !isOfAnother(client.customerId(), resource);
  }

  /** Whether a client of another customer is registered for the resource. */
  public boolean isOfAnother(CustomerId customer, String resource) {
    return store.read(tx -> tx.clients().resourceElsewhere(customer, resource));
  }

  private static boolean wellFormed(String resource) {
    if (resource.length() > LONGEST) {
      return false;
    }
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
