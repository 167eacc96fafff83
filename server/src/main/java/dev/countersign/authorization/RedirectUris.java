package dev.countersign.authorization;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.ApplicationType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a redirect URI is one of a client's. RFC 9700, section 2.1: "the authorization server
 * MUST utilize exact string matching except for port numbers in localhost redirection URIs of
 * native apps".
 */
public final class RedirectUris {
  /** An unencrypted URI of the machine itself: host, port and the rest. */
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::[0-9]{1,5})?((?:[/?].*)?)");

  private RedirectUris() {}

  static boolean registered(Client client, String presented) {
    return matching(client, presented).isPresent();
  }

  /** The registered URI that the presented one agrees with. */
  static Optional<String> matching(Client client, String presented) {
    return client.settings().redirectUris().stream()
        .filter(uri -> uri.equals(presented) || onlyPortDiffers(client, uri, presented))
        .findFirst();
  }

  /**
   * RFC 8252, section 7.3: "The authorization server MUST allow any port to be specified at the
   * time of the request for loopback IP redirect URIs, to accommodate clients that obtain an
   * available ephemeral port from the operating system at the time of the request."
   */
  private static boolean onlyPortDiffers(Client client, String uri, String presented) {
    if (!client.isPublic() && client.settings().applicationType() != ApplicationType.NATIVE) {
      return false;
    }
    Matcher registered = LOOPBACK.matcher(uri);
    Matcher asked = LOOPBACK.matcher(presented);
    return registered.matches()
        && asked.matches()
        && registered.group(1).equals(asked.group(1))
        && registered.group(2).equals(asked.group(2));
  }
}
