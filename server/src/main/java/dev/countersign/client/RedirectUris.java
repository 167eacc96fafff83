package dev.countersign.client;

import dev.countersign.client.InvalidClientMetadata.Code;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a browser may be sent back to: what can be registered, and what then matches. */
public final class RedirectUris {
  private static final int LONGEST = 2048;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /**
   * An unencrypted URI of the machine itself: host, port and the rest. RFC 8252, section 7.3, has
   * literals only: a name can be made to lead elsewhere.
   */
  private static final Pattern LITERAL =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)");

  private static final int LAST_PORT = 65_535;

  private RedirectUris() {}

  /**
   * Whether an authorization response may go there. RFC 9700, section 2.1: "authorization servers
   * MUST utilize exact string matching except for port numbers in localhost redirection URIs of
   * native apps".
   */
  public static boolean matches(ClientSettings client, String presented) {
    if (client.redirectUris().contains(presented)) {
      return true;
    }
    // RFC 8252, section 7.3: "The authorization server MUST allow any port to be specified at the
    // time of the request for loopback IP redirect URIs, to accommodate clients that obtain an
    // available ephemeral port from the operating system at the time of the request."
    return inAPersonsHands(client)
        && client.redirectUris().stream().anyMatch(uri -> onlyPortDiffers(uri, presented));
  }

  private static boolean inAPersonsHands(ClientSettings client) {
    return client.applicationType() == ApplicationType.NATIVE
        || client.tokenEndpointAuthMethod() == AuthMethod.NONE;
  }

  private static boolean onlyPortDiffers(String uri, String presented) {
    Matcher registered = LITERAL.matcher(uri);
    Matcher asked = LITERAL.matcher(presented);
    return registered.matches()
        && asked.matches()
        && isPort(asked.group(2))
        && registered.group(1).equals(asked.group(1))
        && registered.group(3).equals(asked.group(3));
  }

  private static boolean isPort(@Nullable String digits) {
    return digits == null || Integer.parseInt(digits) <= LAST_PORT;
  }

  /**
   * Checks one that is to be registered.
   *
   * @param field its name in the registration, for the message
   * @throws InvalidClientMetadata when it cannot be one
   */
  static void check(String field, String text, ApplicationType type) {
    URI uri = parsed(text).orElseThrow(() -> refused(field, "is an absolute URI"));
    // RFC 6749, section 3.1.2: "The redirection endpoint URI MUST be an absolute URI as defined by
    // [RFC3986] Section 4.3. [...] The endpoint URI MUST NOT include a fragment component."
    if (uri.getScheme() == null) {
      throw refused(field, "is an absolute URI, with a scheme");
    }
    if (uri.getRawFragment() != null) {
      throw refused(field, "has no fragment (#)");
    }
    if (uri.getRawUserInfo() != null || text.length() > LONGEST || text.indexOf('*') >= 0) {
      throw refused(
          field, "has no user name, no * and at most " + LONGEST + " characters, for it is exact");
    }
    switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> requireHost(field, uri);
      case "http" -> requireLoopback(field, uri);
      default -> requirePrivateUse(field, uri, type);
    }
  }

  private static void requireHost(String field, URI uri) {
    if (uri.getHost() == null) {
      throw refused(field, "names a host");
    }
  }

  /** RFC 8252, section 8.3: plain HTTP never leaves the machine. */
  private static void requireLoopback(String field, URI uri) {
    if (uri.getHost() == null || !LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
      throw refused(field, "begins with https:// (http:// only to 127.0.0.1, [::1] or localhost)");
    }
  }

  // RFC 8252, section 7.1: "When choosing a URI scheme to associate with the app, apps MUST use a
  // URI scheme based on a domain name under their control, expressed in reverse order". The period
  // also keeps javascript:, data: and their like out.
  private static void requirePrivateUse(String field, URI uri, ApplicationType type) {
    boolean reversed = uri.getScheme().indexOf('.') > 0;
    if (type != ApplicationType.NATIVE || !reversed) {
      throw refused(
          field,
          "begins with https://; a native application may also use a scheme that is a domain in"
              + " reverse order, such as com.example.app:/callback");
    }
  }

  private static InvalidClientMetadata refused(String field, String allowed) {
    return new InvalidClientMetadata(Code.REDIRECT_URI, "Each of " + field + " " + allowed);
  }

  static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
