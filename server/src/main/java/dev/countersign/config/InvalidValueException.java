package dev.countersign.config;

/**
 * A text is not a value of its type. The reason is empty where naming what is allowed says enough;
 * it never holds the text of a secret.
 */
final class InvalidValueException extends Exception {

  private final String reason;

  InvalidValueException() {
    this("");
  }

  InvalidValueException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
