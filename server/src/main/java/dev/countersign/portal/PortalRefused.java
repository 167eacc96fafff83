package dev.countersign.portal;

/** A portal that is not opened; the message says why, and what to do. */
public final class PortalRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortalRefused(String message) {
    super(message);
  }
}
