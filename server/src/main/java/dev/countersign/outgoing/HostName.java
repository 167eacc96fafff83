package dev.countersign.outgoing;

import dev.countersign.outgoing.OutgoingRefused.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a URL: a name, or an address in its one plain notation.
 *
 * @param text the name in lower case, or the address without brackets
 * @param literal the address, when it is one
 */
record HostName(String text, Optional<InetAddress> literal) {
  // RFC 1123, section 2.1, with the underscore that container networks use. No dot at the end.
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_][a-z0-9_-]{0,62}(\\.[a-z0-9_][a-z0-9_-]{0,62})*");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  // Neither a zone nor a part in IPv4's notation.
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:]{2,39}]");
  // WHATWG URL, section 3.5 "ends in a number": what some reader would take for an IPv4 address.
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

  static HostName parse(String given) throws OutgoingRefused {
    String host = given.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return ipv6(host);
    }
    if (IPV4.matcher(host).matches()) {
      return new HostName(host, Optional.of(InetAddress.ofLiteral(host)));
    }
    if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
      throw new OutgoingRefused(Reason.ADDRESS_NOTATION);
    }
    if (!NAME.matcher(host).matches()) {
      throw new OutgoingRefused(Reason.NOT_A_URL);
    }
    return new HostName(host, Optional.empty());
  }

  private static HostName ipv6(String host) throws OutgoingRefused {
    if (!IPV6.matcher(host).matches()) {
      throw new OutgoingRefused(Reason.ADDRESS_NOTATION);
    }
    String text = host.substring(1, host.length() - 1);
    InetAddress address = literal(text);
    // RFC 4291, section 2.5.5.2: a mapped address is another spelling of an IPv4 address.
    if (!(address instanceof Inet6Address)) {
      throw new OutgoingRefused(Reason.ADDRESS_NOTATION);
    }
    return new HostName(text, Optional.of(address));
  }

  private static InetAddress literal(String text) throws OutgoingRefused {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAnAddress) {
      throw new OutgoingRefused(Reason.ADDRESS_NOTATION);
    }
  }
}
