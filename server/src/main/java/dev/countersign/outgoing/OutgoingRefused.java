package dev.countersign.outgoing;

import java.util.Locale;

/**
 * A call to another host was not made, or its answer was not taken. The message is the same for
 * every reason, so that whoever gave the URL learns nothing about the network the server stands in;
 * the reason is for the log, the audit trail and metrics.
 */
public final class OutgoingRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  OutgoingRefused(Reason reason) {
    super("The address could not be called");
    this.reason = reason;
  }

  /** Why, for operators alone. */
  public Reason reason() {
    return reason;
  }

  /** Why a call was refused or failed. */
  public enum Reason {
    /** The text is no absolute URL with a host, or holds what a URL may not hold. */
    NOT_A_URL,
    /** Neither https nor, where configuration allows it, http. */
    SCHEME,
    /** A user name or password stands before the host. */
    USERINFO,
    /** The host is an address in decimal, octal, hexadecimal, short or mapped form. */
    ADDRESS_NOTATION,
    /** Another port than 443 for https or 80 for http. */
    PORT,
    /** The host is on no list. */
    HOST_NOT_ALLOWED,
    /** The name has no address. */
    NOT_RESOLVED,
    /** One of the host's addresses is not public. */
    ADDRESS_NOT_PUBLIC,
    /** More redirects than the caller follows, or one without a place to go. */
    REDIRECT,
    /** No connection came about. */
    NOT_CONNECTED,
    /** The TLS handshake failed, or the certificate is not the host's. */
    TLS,
    /** The whole call took too long. */
    TIMED_OUT,
    /** The answer is larger than the caller takes. */
    TOO_LARGE,
    /** There is no memory for the answer beside those that are being read. */
    NO_ROOM,
    /** The connection broke off, or what came is not HTTP. */
    BROKEN_ANSWER;

    /** As it stands in the audit trail: lower case with underscores. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the guard said no, rather than the other host or the network. */
    public boolean policy() {
      return switch (this) {
        case NOT_A_URL, SCHEME, USERINFO, ADDRESS_NOTATION -> true;
        case PORT, HOST_NOT_ALLOWED, ADDRESS_NOT_PUBLIC, REDIRECT -> true;
        case NOT_RESOLVED, NOT_CONNECTED, TLS, TIMED_OUT, TOO_LARGE, NO_ROOM, BROKEN_ANSWER ->
            false;
      };
    }
  }
}
