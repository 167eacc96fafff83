package dev.countersign.authorization;

/** What becomes of a pushed authorization request (RFC 9126). */
public sealed interface PushResult {
  /**
   * It waits.
   *
   * @param requestUri what stands for it, for one use
   * @param seconds for how long
   */
  record Pushed(String requestUri, long seconds) implements PushResult {
    /** Without the reference. */
    @Override
    public String toString() {
      return "Pushed[" + seconds + " s]";
    }
  }

  /** It could not be carried out. */
  record Refused(Problem problem) implements PushResult {}
}
