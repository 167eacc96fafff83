package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Origins of web pages (RFC 6454): scheme, host and port, written as browsers write them, so that
 * two are the same exactly when their texts are.
 */
public final class WebOrigin {
  private static final int LONGEST = 2000;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int HIGHEST_PORT = 65_535;
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

  /**
   * Also what may stand in a Content-Security-Policy without being taken for anything else: no IPv6
   * address may (Content Security Policy Level 3, 2.3.1, host-part).
   */
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private WebOrigin() {}

  /**
   * An origin that was written by hand.
   *
   * @param what it is called in the message
   * @throws InvalidInput when it is none, or is not secure
   */
  public static String of(String what, String text) {
    URI uri =
        parsed(text)
            .filter(one -> one.getRawPath() == null || one.getRawPath().isEmpty())
            .filter(one -> one.getRawQuery() == null)
            .orElseThrow(() -> unusable(what));
    return origin(uri).orElseThrow(() -> unusable(what));
  }

  /** The origin of a URL; absent where it is no web page's, or not a secure one's. */
  public static Optional<String> ofUrl(String url) {
    return parsed(url).flatMap(WebOrigin::origin);
  }

  private static InvalidInput unusable(String what) {
    return new InvalidInput(
        what
            + " must be an origin like https://www.example.com, without a path; plain http only for"
            + " localhost");
  }

  private static Optional<URI> parsed(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it has what an origin is made of, and no more than a path besides. */
  private static boolean names(URI uri) {
    return uri.getScheme() != null
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && uri.getPort() <= HIGHEST_PORT;
  }

  private static Optional<String> origin(URI uri) {
    if (!names(uri)) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https") || (scheme.equals("http") && LOCAL.contains(host));
    if (!secure || !HOST.matcher(host).matches()) {
      return Optional.empty();
    }
    int usual = scheme.equals("https") ? HTTPS : HTTP;
    boolean plain = uri.getPort() < 0 || uri.getPort() == usual;
    return Optional.of(scheme + "://" + host + (plain ? "" : ":" + uri.getPort()));
  }
}
