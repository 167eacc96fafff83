package dev.countersign.privacy;

/**
 * The secret a template was turned by is destroyed. Whoever read the template a moment ago reads it
 * again: it is turned by the next one.
 */
public final class DestroyedSecret extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  DestroyedSecret(String message) {
    super(message);
  }
}
