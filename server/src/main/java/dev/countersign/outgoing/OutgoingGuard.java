package dev.countersign.outgoing;

import dev.countersign.config.OutgoingSettings;
import dev.countersign.outgoing.OutgoingRefused.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which URLs the server may call. Nothing is allowed until a host is listed, for the whole
 * server or for the customer on whose behalf the call is made.
 */
public final class OutgoingGuard {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\[\\]@]*]|[^:@\\[\\]]+)(?::([0-9]{1,5}))?");

  private final OutgoingSettings settings;
  private final Resolver resolver;

  /**
   * Wires the guard.
   *
   * @param settings the hosts that everybody may call, and whether without encryption
   * @param resolver finds the addresses of names
   */
  public OutgoingGuard(OutgoingSettings settings, Resolver resolver) {
    this.settings = settings;
    this.resolver = resolver;
  }

  /**
   * Passes a URL or refuses it. Looks the host's name up, once.
   *
   * @param text the URL as it was given
   * @param customersHosts the hosts that the customer may call beside those everybody may
   * @throws OutgoingRefused with the first reason found
   */
  public Target check(String text, Collection<String> customersHosts) throws OutgoingRefused {
    URI url = parse(text);
    boolean secure = secure(url);
    Matcher authority = authority(url);
    HostName host = HostName.parse(authority.group(1));
    int port = port(authority.group(2), secure);
    boolean listedPrivate = settings.listsPrivate(host.text(), port);
    if (!listedPrivate) {
      requireUsualPort(port, secure);
      requireAllowed(host, customersHosts);
    }
    List<InetAddress> addresses = addresses(host);
    // One private address among public ones is how a name is made to lead inside.
    if (!listedPrivate && !addresses.stream().allMatch(PublicAddresses::isPublic)) {
      throw new OutgoingRefused(Reason.ADDRESS_NOT_PUBLIC);
    }
    return new Target(url, host.text(), port, addresses);
  }

  private static URI parse(String text) throws OutgoingRefused {
    try {
      // Characters beyond ASCII are encoded, so that none is left to a later reader's judgement.
      URI url = new URI(new URI(text).toASCIIString());
      String scheme = Optional.ofNullable(url.getScheme()).orElse("");
      String rest = url.toString().substring(scheme.length());
      return new URI(scheme.toLowerCase(Locale.ROOT) + rest);
    } catch (URISyntaxException notAUrl) {
      throw new OutgoingRefused(Reason.NOT_A_URL);
    }
  }

  private boolean secure(URI url) throws OutgoingRefused {
    String scheme = Optional.ofNullable(url.getScheme()).orElse("");
    boolean http = settings.allowHttp() && scheme.equals("http");
    if (!scheme.equals("https") && !http) {
      throw new OutgoingRefused(Reason.SCHEME);
    }
    return !http;
  }

  private static Matcher authority(URI url) throws OutgoingRefused {
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    if (authority.contains("@")) {
      throw new OutgoingRefused(Reason.USERINFO);
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw new OutgoingRefused(Reason.NOT_A_URL);
    }
    return parts;
  }

  private static int port(@Nullable String given, boolean secure) throws OutgoingRefused {
    if (given == null) {
      return usualPort(secure);
    }
    int port = Integer.parseInt(given);
    if (port < 1 || port > 65_535) {
      throw new OutgoingRefused(Reason.PORT);
    }
    return port;
  }

  static int usualPort(boolean secure) {
    return secure ? 443 : 80;
  }

  private static void requireUsualPort(int port, boolean secure) throws OutgoingRefused {
    if (port != usualPort(secure)) {
      throw new OutgoingRefused(Reason.PORT);
    }
  }

  private void requireAllowed(HostName host, Collection<String> customersHosts)
      throws OutgoingRefused {
    if (!settings.lists(host.text(), customersHosts)) {
      throw new OutgoingRefused(Reason.HOST_NOT_ALLOWED);
    }
  }

  private List<InetAddress> addresses(HostName host) throws OutgoingRefused {
    if (host.literal().isPresent()) {
      return List.of(host.literal().get());
    }
    try {
      return List.copyOf(resolver.resolve(host.text()));
    } catch (UnknownHostException e) {
      throw new OutgoingRefused(Reason.NOT_RESOLVED);
    }
  }
}
