package dev.countersign.customer;

/** A URL that the server's configuration does not let it call; the message names the key. */
public final class DestinationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DestinationRefused(String message) {
    super(message);
  }
}
