package dev.countersign.health;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param state how it is
 * @param message what was found, and for a problem what to do
 */
public record Finding(String check, State state, String message) {
  /** How a thing is. */
  public enum State {
    /** As it should be. */
    OK,
    /** Worth knowing, nothing to mend. */
    NOTE,
    /** To be mended. */
    PROBLEM
  }

  /** Something to mend. */
  public static Finding problem(String check, String message) {
    return new Finding(check, State.PROBLEM, message);
  }

  /** As it should be. */
  public static Finding ok(String check, String message) {
    return new Finding(check, State.OK, message);
  }

  /** Worth knowing. */
  public static Finding note(String check, String message) {
    return new Finding(check, State.NOTE, message);
  }

  /** Whether there is something to mend. */
  public boolean isProblem() {
    return state == State.PROBLEM;
  }
}
