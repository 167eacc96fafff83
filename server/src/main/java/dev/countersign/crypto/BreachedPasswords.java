package dev.countersign.crypto;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A file of breached passwords: one SHA-1 in upper-case hexadecimal per line, sorted, with or
 * without {@code :count} behind it (as Have I Been Pwned publishes it).
 *
 * <p>The file may have any size; it is searched where it lies and never read into memory. SHA-1 is
 * the published list's key and protects nothing here.
 */
public final class BreachedPasswords {

  private static final int KEY = 40;
  private static final int LONGEST_LINE = 128;
  private static final Pattern LINE = Pattern.compile("[0-9A-F]{40}");

  private final Path file;

  private BreachedPasswords(Path file) {
    this.file = file;
  }

  /**
   * Opens the list and looks at its first line.
   *
   * @throws IOException where the file cannot be read
   * @throws IllegalArgumentException where it is no such list
   */
  public static BreachedPasswords open(Path file) throws IOException {
    try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
      if (!LINE.matcher(keyAt(lines, 0)).matches()) {
        throw new IllegalArgumentException(
            file
                + " is not a list of breached passwords: each line must begin with a SHA-1 in"
                + " upper-case hexadecimal, and the lines must be sorted");
      }
    }
    return new BreachedPasswords(file);
  }

  boolean contains(String password) {
    String wanted = sha1(password);
    // Opened for each search: passwords are set rarely, and the list can be replaced meanwhile.
    try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
      return search(lines, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException("The list of breached passwords cannot be read", e);
    }
  }

  /** Bisects on byte positions: the line looked at is the first that begins at or after one. */
  private static boolean search(RandomAccessFile lines, String wanted) throws IOException {
    long low = 0;
    long high = lines.length();
    while (low < high) {
      long middle = (low + high) >>> 1;
      long start = lineStart(lines, middle);
      int order = -1;
      if (start < high) {
        order = wanted.compareTo(keyAt(lines, start));
      }
      if (order == 0) {
        return true;
      }
      if (order > 0) {
        low = start + 1;
      } else {
        high = middle;
      }
    }
    return false;
  }

  private static long lineStart(RandomAccessFile lines, long position) throws IOException {
    if (position == 0) {
      return 0;
    }
    long from = position - 1;
    String text = textAt(lines, from, LONGEST_LINE);
    int end = text.indexOf('\n');
    if (end >= 0) {
      return from + end + 1;
    }
    if (text.length() == LONGEST_LINE) {
      throw new IOException("A line has more than " + LONGEST_LINE + " characters");
    }
    return lines.length();
  }

  private static String keyAt(RandomAccessFile lines, long start) throws IOException {
    return textAt(lines, start, KEY);
  }

  private static String textAt(RandomAccessFile lines, long from, int most) throws IOException {
    lines.seek(from);
    byte[] buffer = new byte[(int) Math.min(most, lines.length() - from)];
    lines.readFully(buffer);
    return new String(buffer, StandardCharsets.US_ASCII);
  }

  private static String sha1(String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().withUpperCase().formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
