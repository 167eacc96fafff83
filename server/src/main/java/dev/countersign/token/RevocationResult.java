package dev.countersign.token;

/** How a revocation ended. Rendered with one {@code switch} without default. */
public sealed interface RevocationResult {
  /** The token is not good any more, if it ever was: not to be told apart. */
  record Done() implements RevocationResult {}

  /** The caller may not ask. */
  record Refused(CallerRefusal refusal) implements RevocationResult {}
}
