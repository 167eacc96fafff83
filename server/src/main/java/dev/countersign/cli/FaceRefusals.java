package dev.countersign.cli;

import dev.countersign.capture.Refusal;
import java.util.Set;

/** What a refusal says to the shell: whether it is about the picture or about the person. */
final class FaceRefusals {
  private static final Set<String> ABOUT_THE_PERSON =
      Set.of("unknown_user", "disabled", "blacklisted", "already_enrolled", "not_enrolled");

  private FaceRefusals() {}

  static int exitCode(Refusal refusal) {
    if (ABOUT_THE_PERSON.contains(refusal.code())) {
      return ExitCodes.FAILED;
    }
    return ExitCodes.PICTURE_REFUSED;
  }

  /** As a failure of the command. */
  static CommandFailed failure(Refusal refusal) {
    return new CommandFailed(exitCode(refusal), refusal.message() + ".");
  }

  /** There was too much to do for too long. */
  static CommandFailed busy() {
    return new CommandFailed("There was too much to do; please try again.");
  }
}
