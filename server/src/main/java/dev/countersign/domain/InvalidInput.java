package dev.countersign.domain;

/** Something a person or program gave cannot be used; the message says what is allowed. */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do, without repeating a secret. */
  public InvalidInput(String message) {
    super(message);
  }
}
