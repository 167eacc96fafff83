package dev.countersign.authorization;

/** What becomes of an authorization request that came by POST. */
public sealed interface PostResult {
  /**
   * It waits for the browser to come back.
   *
   * @param clientId whose request it is
   * @param requestUri what stands for it, for one use
   */
  record Kept(String clientId, String requestUri) implements PostResult {
    /** Without the reference. */
    @Override
    public String toString() {
      return "Kept[…]";
    }
  }

  /** It is answered at once. */
  record Refused(AuthorizationResult result) implements PostResult {}
}
