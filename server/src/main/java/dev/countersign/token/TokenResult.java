package dev.countersign.token;

/** How a request for tokens ended. Rendered with one {@code switch} without default. */
public sealed interface TokenResult {
  /** Granted. */
  record Issued(IssuedTokens tokens) implements TokenResult {}

  /**
   * Refused.
   *
   * @param error the code the client acts on
   * @param description what its developer should do about it
   */
  record Refused(TokenError error, String description) implements TokenResult {}

  /** A refusal. */
  static TokenResult refused(TokenError error, String description) {
    return new Refused(error, description);
  }
}
