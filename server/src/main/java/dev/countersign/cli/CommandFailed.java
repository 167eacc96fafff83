package dev.countersign.cli;

/** A command cannot be done, for a reason its user can mend; the message says which and how. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandFailed(String message) {
    this(ExitCodes.FAILED, message);
  }

  CommandFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
