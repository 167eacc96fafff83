package dev.countersign.http;

import dev.countersign.config.Cidr;
import dev.countersign.config.ServerSettings.ForwardedHeader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's address. Proxies add what they saw to the end of {@code X-Forwarded-For} or of
 * {@code Forwarded} (RFC 7239); entries are believed from the end, as long as the one who added
 * them is a trusted proxy. A client can write anything in front. Only the one header that the
 * proxies write is looked at: they pass the other on as the client sent it.
 */
final class ClientAddress {
  /** Four decimal numbers without leading zeros, which some read as octal. */
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final List<Cidr> trusted;
  private final ForwardedHeader written;

  ClientAddress(List<Cidr> trusted, ForwardedHeader written) {
    this.trusted = List.copyOf(trusted);
    this.written = written;
  }

  /** The name of the header that trusted proxies write. */
  String header() {
    return switch (written) {
      case X_FORWARDED_FOR -> "X-Forwarded-For";
      case FORWARDED -> "Forwarded";
    };
  }

  /** Whether the peer itself is a trusted proxy. */
  boolean trusts(InetAddress peer) {
    return trusted.stream().anyMatch(block -> block.contains(peer));
  }

  InetAddress of(InetAddress peer, List<String> lines) {
    if (!trusts(peer)) {
      return peer;
    }
    List<String> hops = hops(lines);
    InetAddress client = peer;
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = literal(hop);
      if (address.isEmpty()) {
        return client;
      }
      client = address.get();
      if (!trusts(client)) {
        return client;
      }
    }
    return client;
  }

  private List<String> hops(List<String> lines) {
    List<String> hops = new ArrayList<>();
    for (String line : lines) {
      for (String element : line.split(",", -1)) {
        hops.add(hop(element));
      }
    }
    return hops;
  }

  private String hop(String element) {
    return switch (written) {
      case X_FORWARDED_FOR -> element;
      case FORWARDED -> forParameter(element);
    };
  }

  private static String forParameter(String element) {
    for (String pair : element.split(";", -1)) {
      String stripped = pair.strip();
      if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return stripped.substring(4);
      }
    }
    return "unknown";
  }

  /** RFC 7239, section 6: IPv6 in brackets and quotes, an optional port, or an obfuscated name. */
  private static Optional<InetAddress> literal(String hop) {
    String text = hop.strip().replace("\"", "");
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      text = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static InetAddress peer(String remoteAddress) {
    try {
      return InetAddress.getByName(remoteAddress);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the connection's own address is not an address", e);
    }
  }
}
