package dev.countersign.cli;

import dev.countersign.crypto.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a password comes from. Never from the command line, which other users of the machine can
 * see.
 */
final class PasswordOption {
  private static final String STANDARD_INPUT = "-";
  // Without the look-alikes i, l, o, 0 and 1.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int GROUP = 5;
  private static final int LARGEST_FILE = 64 * 1024;

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
    return new Chosen(firstLine(bytes(file, surroundings.in())), false);
  }

  private static byte[] bytes(String file, InputStream in) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return in.readNBytes(LARGEST_FILE);
      }
      return read(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailed("There is no file " + file + " to read the password from.");
    } catch (IOException e) {
      throw new CommandFailed("The password cannot be read from " + file + ".");
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(LARGEST_FILE);
    }
  }

  private static Secret firstLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    if (end == 0) {
      throw new CommandFailed("The password is empty.");
    }
    return Secret.of(Arrays.copyOf(bytes, end));
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
