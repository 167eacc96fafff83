package dev.countersign.transfer;

/** A record does not say what its type must; the message says which part, and never its value. */
final class InvalidRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidRecord(String message) {
    super(message);
  }
}
