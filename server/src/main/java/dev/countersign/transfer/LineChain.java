package dev.countersign.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The check each line carries as its last member: the first eight bytes of the SHA-256 of the check
 * of the line before and of the line up to there. So a changed byte is found in its line, and a
 * line that is missing, added or moved in the one after it.
 */
final class LineChain {
  private static final int LENGTH = 16;
  private static final byte[] BEFORE = ",\"check\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int ALL = BEFORE.length + LENGTH + AFTER.length;

  private String last = "";

  /** The whole line of that JSON object, without the line break. */
  byte[] line(byte[] object) {
    int length = object.length - 1;
    last = check(last, object, length);
    byte[] line = Arrays.copyOf(object, length + ALL);
    System.arraycopy(BEFORE, 0, line, length, BEFORE.length);
    byte[] text = last.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, line, length + BEFORE.length, LENGTH);
    System.arraycopy(AFTER, 0, line, length + BEFORE.length + LENGTH, AFTER.length);
    return line;
  }

  /** What is wrong with a line, given after the ones before it; absent for a good one. */
  Optional<String> fault(byte[] line) {
    int length = line.length - ALL;
    if (length < 1 || !carriesCheck(line, length)) {
      return Optional.of("it does not end with its check: it was cut off or changed");
    }
    String given = new String(line, length + BEFORE.length, LENGTH, StandardCharsets.US_ASCII);
    String right = check(last, line, length);
    // The one that is written: one changed line does not make all that follow look changed.
    last = given;
    if (given.equals(right)) {
      return Optional.empty();
    }
    return Optional.of("it was changed, or a line before it is missing or was moved");
  }

  private static boolean carriesCheck(byte[] line, int length) {
    return Arrays.equals(line, length, length + BEFORE.length, BEFORE, 0, BEFORE.length)
        && Arrays.equals(line, line.length - AFTER.length, line.length, AFTER, 0, AFTER.length);
  }

  private static String check(String before, byte[] bytes, int length) {
    MessageDigest digest = sha256();
    digest.update(before.getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes, 0, length);
    return HexFormat.of().formatHex(digest.digest(), 0, LENGTH / 2);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
