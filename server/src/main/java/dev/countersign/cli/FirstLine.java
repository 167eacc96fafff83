package dev.countersign.cli;

import dev.countersign.crypto.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A secret on the first line of a file, or of standard input where the file is called {@code -}.
 */
final class FirstLine {
  private static final String STANDARD_INPUT = "-";
  private static final int LARGEST_FILE = 64 * 1024;

  private FirstLine() {}

  /**
   * Reads it.
   *
   * @param what it is, for messages: {@code "password"}
   */
  static Secret of(String what, String file, InputStream in) {
    return firstLine(what, bytes(what, file, in));
  }

  private static byte[] bytes(String what, String file, InputStream in) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return in.readNBytes(LARGEST_FILE);
      }
      return read(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailed("There is no file " + file + " to read the " + what + " from.");
    } catch (IOException e) {
      throw new CommandFailed("The " + what + " cannot be read from " + file + ".");
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(LARGEST_FILE);
    }
  }

  private static Secret firstLine(String what, byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    if (end == 0) {
      throw new CommandFailed("The " + what + " is empty.");
    }
    return Secret.of(Arrays.copyOf(bytes, end));
  }
}
