package dev.countersign.customer;

import dev.countersign.config.HostPort;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.domain.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Which URLs a customer may have called. It looks at the text alone; what address a name stands for
 * is checked anew by whoever makes the call.
 */
final class CallbackUrls {
  private static final int LONGEST = 2000;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final OutgoingSettings outgoing;

  CallbackUrls(OutgoingSettings outgoing) {
    this.outgoing = outgoing;
  }

  /**
   * Takes a URL or refuses it.
   *
   * @param customersHosts the hosts that the customer may call beside those everybody may
   * @throws InvalidInput when it is no http or https URL
   * @throws DestinationRefused when it is one that must not be called
   */
  void require(String url, List<String> customersHosts) {
    URI uri = parsed(url);
    boolean plain = uri.getScheme().equalsIgnoreCase("http");
    if (plain && !outgoing.allowHttp()) {
      throw new DestinationRefused(
          "A callback URL must be https; plain http needs outgoing.allow-http in the server's"
              + " configuration");
    }
    HostPort destination = destination(uri, plain);
    if (outgoing.listsPrivate(destination.host(), destination.port())) {
      return;
    }
    if (destination.port() != HTTPS && !(plain && destination.port() == HTTP)) {
      throw new DestinationRefused(
          "A callback URL must use port 443, or 80 for http; another one needs "
              + destination
              + " in outgoing.allow-private in the server's configuration");
    }
    if (!outgoing.lists(destination.host(), customersHosts)) {
      throw new DestinationRefused(
          "The server may not call "
              + destination.host()
              + "; that needs outgoing.allow-hosts in the server's configuration, or the customer's"
              + " outgoing.hosts, which the server's operators change");
    }
  }

  private static URI parsed(String url) {
    if (url.length() > LONGEST) {
      throw new InvalidInput("A callback URL must have at most " + LONGEST + " characters");
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw unusable();
    }
    boolean web =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    if (!web || !bare || uri.getHost() == null) {
      throw unusable();
    }
    return uri;
  }

  private static HostPort destination(URI uri, boolean plain) {
    int port = uri.getPort();
    if (port < 0) {
      port = HTTPS;
      if (plain) {
        port = HTTP;
      }
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new HostPort(host, port);
    } catch (IllegalArgumentException e) {
      throw unusable();
    }
  }

  private static InvalidInput unusable() {
    return new InvalidInput(
        "A callback URL must look like https://host.example/path, without user and fragment and"
            + " with the host's name in ASCII");
  }
}
