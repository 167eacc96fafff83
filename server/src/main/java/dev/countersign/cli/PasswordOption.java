package dev.countersign.cli;

import dev.countersign.crypto.GeneratedPassword;
import dev.countersign.crypto.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a password comes from. Never from the command line, which other users of the machine can
 * see.
 */
final class PasswordOption {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the password from the first line of a file; - reads standard input. Without it one"
              + " is made and shown once.")
  private @Nullable String file;

  /**
   * The password of a command.
   *
   * @param secret its text
   * @param generated whether it was made here and must be shown
   */
  record Chosen(Secret secret, boolean generated) {}

  Chosen read(Surroundings surroundings) {
    if (file == null) {
      return new Chosen(GeneratedPassword.of(surroundings.random()), true);
    }
    return new Chosen(FirstLine.of("password", file, surroundings.in()), false);
  }
}
