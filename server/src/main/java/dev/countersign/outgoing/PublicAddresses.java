package dev.countersign.outgoing;

import dev.countersign.config.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells public addresses from all others, after the IANA registries of special-purpose addresses
 * (RFC 6890).
 */
final class PublicAddresses {
  // Cidr takes an address mapped into IPv6 (RFC 4291, section 2.5.5.2) for what it stands for.
  private static final Cidr IPV4 = Cidr.parse("0.0.0.0/0");

  private static final List<Cidr> NOT_PUBLIC_IPV4 =
      blocks(
          "0.0.0.0/8", // RFC 791, section 3.2: this network
          "10.0.0.0/8", // RFC 1918: private use
          "100.64.0.0/10", // RFC 6598: carrier-grade NAT
          "127.0.0.0/8", // RFC 1122, section 3.2.1.3: loopback
          "169.254.0.0/16", // RFC 3927: link-local, and the clouds' metadata services
          "172.16.0.0/12", // RFC 1918
          "192.0.0.0/24", // RFC 6890, section 2.1: protocol assignments
          "192.0.2.0/24", // RFC 5737: documentation
          "192.88.99.0/24", // RFC 7526: 6to4 relays, deprecated
          "192.168.0.0/16", // RFC 1918
          "198.18.0.0/15", // RFC 2544: benchmarking
          "198.51.100.0/24", // RFC 5737
          "203.0.113.0/24", // RFC 5737
          "224.0.0.0/4", // RFC 5771: multicast
          "240.0.0.0/4"); // RFC 1112, section 4: reserved, and the broadcast address

  // RFC 4291, section 2.4, and its registry: everything outside is loopback, link-local, unique
  // local, multicast, IPv4-compatible, NAT64 (64:ff9b::/96, 64:ff9b:1::/48) or unassigned.
  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

  private static final List<Cidr> NOT_PUBLIC_IPV6 =
      blocks(
          "2001::/23", // RFC 2928: protocol assignments, with Teredo, benchmarking and ORCHID
          "2001:db8::/32", // RFC 3849: documentation
          "2002::/16", // RFC 3056: 6to4, which leads to an IPv4 address of the writer's choice
          "3fff::/20"); // RFC 9637: documentation

  private PublicAddresses() {}

  /** Whether every host on the Internet means the same machine by this address. */
  static boolean isPublic(InetAddress address) {
    if (IPV4.contains(address)) {
      return outside(NOT_PUBLIC_IPV4, address);
    }
    return GLOBAL_UNICAST.contains(address) && outside(NOT_PUBLIC_IPV6, address);
  }

  private static boolean outside(List<Cidr> blocks, InetAddress address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Cidr> blocks(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
