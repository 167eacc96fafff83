package dev.countersign.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Identities for records of servers that have others: the same for the same record at every
 * reading, so that an import that is run again finds what it stored. 62 bits of a SHA-256: of a
 * billion records, two would meet in one import out of nine.
 */
final class ForeignIds {
  private ForeignIds() {}

  static long of(String... names) {
    byte[] digest = sha256(String.join("\u0000", names));
    long id = ByteBuffer.wrap(digest).getLong() >>> 2;
    return Math.max(id, 1);
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  static byte[] sha256(String text) {
    return LineChain.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
