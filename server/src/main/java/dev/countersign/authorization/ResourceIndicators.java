package dev.countersign.authorization;

import dev.countersign.domain.Client;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** The resources a client asks tokens for (RFC 8707). */
final class ResourceIndicators {
  private ResourceIndicators() {}

  static boolean allowed(Client client, List<String> resources) {
    List<String> registered = client.settings().resources();
    if (registered.isEmpty()) {
      return resources.stream().allMatch(ResourceIndicators::absolute);
    }
    return registered.containsAll(resources);
  }

  private static boolean absolute(String resource) {
    try {
      URI uri = new URI(resource);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getRawAuthority() != null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
