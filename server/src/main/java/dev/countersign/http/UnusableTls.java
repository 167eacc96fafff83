package dev.countersign.http;

import org.jspecify.annotations.Nullable;

/** The certificate or key given for TLS cannot be used; the message says why. */
public final class UnusableTls extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableTls(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
