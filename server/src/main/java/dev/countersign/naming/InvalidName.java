package dev.countersign.naming;

/** A name that cannot be stored; the message says what is allowed. */
public final class InvalidName extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidName(String message) {
    super(message);
  }
}
