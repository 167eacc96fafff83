package dev.countersign.cli;

import dev.countersign.crypto.Secret;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a password comes from. Never from the command line, which other users of the machine can
 * see.
 */
final class PasswordOption {
  // Without the look-alikes i, l, o, 0 and 1.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int GROUP = 5;

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
      return new Chosen(Secret.of(generated(surroundings.random())), true);
    }
    return new Chosen(FirstLine.of("password", file, surroundings.in()), false);
  }

  /** 123 bits, in groups that people can read out. */
  private static String generated(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
