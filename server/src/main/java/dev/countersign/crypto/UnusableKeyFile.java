package dev.countersign.crypto;

import java.io.IOException;

/** A key file that cannot be used or made; the message says what to do about it. */
public final class UnusableKeyFile extends IOException {

  UnusableKeyFile(String message) {
    super(message);
  }

  UnusableKeyFile(String message, IOException cause) {
    super(message, cause);
  }
}
