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
 */
public record Origin(String dialect, String requestId, InetAddress address, String actor) {
  /** The command line, which has the operator's own rights. */
  public static final Origin CLI = new Origin("cli", "", InetAddress.getLoopbackAddress());

  /** From there, by whoever it is about. */
  public Origin(String dialect, String requestId, InetAddress address) {
    this(dialect, requestId, address, "");
  }

  /** The same, asked for by that person. */
  public Origin by(CustomerId customer, UserId user) {
    return new Origin(dialect, requestId, address, "user:" + customer + "/" + user);
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
