package dev.countersign.crypto;

import java.util.Locale;
import java.util.Optional;

/** RFC 4648, section 6, without padding: what people copy by hand and apps for codes read. */
public final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;
  private static final int MASK = 31;

  private Base32() {}

  /** Upper-case letters and digits 2 to 7. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = (held << Byte.SIZE | (b & 0xff)) & 0xfff;
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(ALPHABET.charAt(held >> bits & MASK));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(held << (BITS - bits) & MASK));
    }
    return text.toString();
  }

  /** The bytes, whatever the case and with blanks and hyphens left out; absent for other texts. */
  public static Optional<byte[]> decode(String text) {
    String letters = text.replaceAll("[\\s=-]", "").toUpperCase(Locale.ROOT);
    byte[] bytes = new byte[letters.length() * BITS / Byte.SIZE];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < letters.length(); i++) {
      int value = ALPHABET.indexOf(letters.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      held = (held << BITS | value) & 0xfff;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes[at++] = (byte) (held >> bits);
      }
    }
    return Optional.of(bytes);
  }
}
