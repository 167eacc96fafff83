package dev.countersign.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names and values of forms and queries, and UTF-8, decoded strictly: nothing is replaced. */
final class PercentEncoding {
  private static final char REPLACEMENT = '\uFFFD';

  private PercentEncoding() {}

  /**
   * RFC 3629, section 3: "Implementations of the decoding algorithm above MUST protect against
   * decoding invalid sequences."
   */
  static Optional<String> utf8(byte[] bytes) {
    String read = new String(bytes, StandardCharsets.UTF_8);
    if (read.indexOf(REPLACEMENT) < 0) {
      return Optional.of(read);
    }
    // Either it was sent, or it stands for what is malformed; the strict decoder tells, slowly.
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** A name or value; absent when an escape is broken or the bytes are not UTF-8. */
  static Optional<String> decoded(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text.replace('+', ' '));
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      switch (encoded[i]) {
        case '+' -> bytes.write(' ');
        case '%' -> {
          int value = escape(encoded, i);
          if (value < 0) {
            return Optional.empty();
          }
          bytes.write(value);
          i += 2;
        }
        default -> bytes.write(encoded[i]);
      }
    }
    return utf8(bytes.toByteArray());
  }

  /** The byte two digits stand for; negative when they are none. */
  private static int escape(byte[] encoded, int percent) {
    if (percent + 2 >= encoded.length) {
      return -1;
    }
    int high = Character.digit((char) encoded[percent + 1], 16);
    int low = Character.digit((char) encoded[percent + 2], 16);
    if (high < 0 || low < 0) {
      return -1;
    }
    return high * 16 + low;
  }
}
