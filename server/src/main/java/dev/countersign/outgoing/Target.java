package dev.countersign.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a call may go: a URL the guard has passed, with the addresses it has vetted. The name is
 * not looked up again, so a second answer of its name server changes nothing.
 *
 * @param url the URL, in ASCII
 * @param host the host's name, or its address without brackets
 * @param port the port to connect to
 * @param addresses the addresses to connect to, in the resolver's order, at least one
 */
public record Target(URI url, String host, int port, List<InetAddress> addresses) {
  /** Takes a copy of the list. */
  public Target {
    addresses = List.copyOf(addresses);
  }

  /** What stands in the request line: path and query. */
  String path() {
    String path = url.getRawPath();
    if (path == null || path.isEmpty()) {
      path = "/";
    }
    if (url.getRawQuery() == null) {
      return path;
    }
    return path + "?" + url.getRawQuery();
  }

  /** Whether the connection is encrypted. */
  boolean secure() {
    return "https".equals(url.getScheme());
  }

  /** Whether both lead to the same scheme, host and port. */
  boolean sameOrigin(Target other) {
    return secure() == other.secure() && host.equals(other.host) && port == other.port;
  }
}
