package dev.countersign.domain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a request came from, for the throttle and the audit trail.
 *
 * @param dialect the wire dialect, or {@code cli}
 * @param requestId the request's id, as in the log
 * @param address the client's address, as far as trusted proxies tell it
 * @param actor who asks, where they act on others, as in {@link AuditEvent#actor}; or the empty
 *     string
 * @param agent what the request came in, such as {@code Firefox on Windows}, in words of our own;
 *     or the empty string
 */
public record Origin(
    String dialect, String requestId, InetAddress address, String actor, String agent) {
  /** The command line, which has the operator's own rights. */
  public static final Origin CLI = new Origin("cli", "", InetAddress.getLoopbackAddress());

  /** From there, in nothing that is known. */
  public Origin(String dialect, String requestId, InetAddress address, String actor) {
    this(dialect, requestId, address, actor, "");
  }

  /** From there, by whoever it is about. */
  public Origin(String dialect, String requestId, InetAddress address) {
    this(dialect, requestId, address, "");
  }

  /** The same, asked for by that person. */
  public Origin by(CustomerId customer, UserId user) {
    return new Origin(dialect, requestId, address, "user:" + customer + "/" + user, agent);
  }

  /** The same network in the form people know: {@code 192.0.2.0/24}. */
  public String networkText() {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return "%s.%s.%s.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
    }
    String hex = HexFormat.of().formatHex(bytes, 0, 7);
    return "%s:%s:%s:%s00::/56"
        .formatted(
            hex.substring(0, 4), hex.substring(4, 8), hex.substring(8, 12), hex.substring(12));
  }

  /** The network the address belongs to: what one subscriber is usually given. */
  public String network() {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return HexFormat.of().formatHex(bytes, 0, 3);
    }
    return HexFormat.of().formatHex(bytes, 0, 7);
  }
}
