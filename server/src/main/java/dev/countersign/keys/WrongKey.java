package dev.countersign.keys;

/** The key-encryption key is not the one the database was written with. */
public final class WrongKey extends Exception {
  private static final long serialVersionUID = 1L;

  WrongKey(String message) {
    super(message);
  }
}
