package dev.countersign.models;

/** The file is not a network this tool can turn into another format; the message says why. */
final class UnsupportedModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedModelException(String message) {
    super(message);
  }
}
