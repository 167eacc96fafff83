package dev.countersign.token;

/** What a resource server's question came to. Rendered with one {@code switch} without default. */
public sealed interface IntrospectionResult {
  /** The token is good at this moment. */
  record Active(ActiveToken token) implements IntrospectionResult {}

  /** It is a refresh token of the client's that asks, and good at this moment. */
  record ActiveRefresh(ActiveRefreshToken token) implements IntrospectionResult {}

  /** Unknown, expired, revoked, of another kind, or another customer's: not to be told apart. */
  record Inactive() implements IntrospectionResult {}

  /** The caller may not ask. */
  record Refused(CallerRefusal refusal) implements IntrospectionResult {}
}
