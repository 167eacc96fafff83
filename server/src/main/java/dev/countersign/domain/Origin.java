package dev.countersign.domain;

import java.net.InetAddress;

/**
 * Where a request came from, for the throttle and the audit trail.
 *
 * @param dialect the wire dialect, or {@code cli}
 * @param requestId the request's id, as in the log
 * @param address the client's address, as far as trusted proxies tell it
 */
public record Origin(String dialect, String requestId, InetAddress address) {
  /** The command line, which has the operator's own rights. */
  public static final Origin CLI = new Origin("cli", "", InetAddress.getLoopbackAddress());
}
