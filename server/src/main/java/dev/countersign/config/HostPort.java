package dev.countersign.config;

import java.util.Locale;

/**
 * A host and a port of it.
 *
 * @param host a name in lower case, or an address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

  /** Puts the host in lower case and checks both parts. */
  public HostPort {
    host = host.toLowerCase(Locale.ROOT);
    if (!HostText.valid(host)) {
      throw new IllegalArgumentException("\"" + host + "\" is not a host");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port must be from 1 to 65535");
    }
  }

  /**
   * Reads {@code name:port}, {@code 10.0.0.1:port} or {@code [::1]:port}.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 0 || !port.matches("\\d{1,5}")) {
      throw new IllegalArgumentException(text + " does not end in a colon and a port");
    }
    return new HostPort(withoutBrackets(text.substring(0, colon)), Integer.parseInt(port));
  }

  private static String withoutBrackets(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    if (host.contains(":")) {
      throw new IllegalArgumentException("write the IPv6 address " + host + " in brackets");
    }
    return host;
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
