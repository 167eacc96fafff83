package dev.countersign.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A block of addresses as RFC 4632 (IPv4) and RFC 4291, section 2.3 (IPv6) write it: {@code
 * 10.0.0.0/8}, {@code 2001:db8::/32}.
 *
 * @param network the first address of the block; every bit after the prefix is zero
 * @param prefixLength the number of leading bits that all addresses of the block share, 0 to 32 or
 *     0 to 128
 */
public record Cidr(InetAddress network, int prefixLength) {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern PREFIX = Pattern.compile("0|[1-9]\\d{0,2}");

  /** Refuses a prefix longer than the address and bits set after the prefix. */
  public Cidr {
    int bits = network.getAddress().length * Byte.SIZE;
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException("the prefix must be from 0 to " + bits);
    }
    byte[] masked = masked(network.getAddress(), prefixLength);
    if (!Arrays.equals(masked, network.getAddress())) {
      throw new IllegalArgumentException(
          network.getHostAddress() + " has bits set after the first " + prefixLength);
    }
  }

  /**
   * Reads a block, strictly: four full decimal parts without leading zeroes or an IPv6 address
   * without zone, a slash and a prefix; no bit set after the prefix.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          text + " has no prefix; a single address ends in /32 (IPv4) or /128 (IPv6)");
    }
    String prefix = text.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("\"" + prefix + "\" is not a prefix length");
    }
    return new Cidr(address(text.substring(0, slash)), Integer.parseInt(prefix));
  }

  /**
   * Whether the address lies in this block. An IPv4 address written as IPv6 ({@code
   * ::ffff:10.0.0.1}) counts as the IPv4 address it stands for.
   */
  public boolean contains(InetAddress address) {
    byte[] bytes = unmapped(address.getAddress());
    byte[] first = network.getAddress();
    return bytes.length == first.length && Arrays.equals(masked(bytes, prefixLength), first);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixLength;
  }

  /** Reads an address written in digits; asks no name server. */
  static InetAddress address(String text) {
    if (IPV4.matcher(text).matches()) {
      return InetAddress.ofLiteral(text);
    }
    if (!IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is not an IPv4 or IPv6 address");
    }
    InetAddress address = InetAddress.ofLiteral(text);
    if (address.getAddress().length == 4) {
      throw new IllegalArgumentException("write " + text + " as the IPv4 address it stands for");
    }
    return address;
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] result = new byte[address.length];
    for (int i = 0; i < address.length; i++) {
      int kept = Math.clamp(prefix - i * Byte.SIZE, 0, Byte.SIZE);
      result[i] = (byte) (address[i] & (0xFF00 >> kept));
    }
    return result;
  }

  // RFC 4291, section 2.5.5.2: 80 bits of zeroes, 16 bits of ones, then the IPv4 address.
  private static byte[] unmapped(byte[] address) {
    if (address.length != 16 || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, 12, 16);
  }
}
