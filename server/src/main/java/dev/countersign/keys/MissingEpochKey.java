package dev.countersign.keys;

/** The key of an epoch cannot be used; the message says which file is wanted and what to do. */
public final class MissingEpochKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingEpochKey(String message) {
    super(message);
  }
}
