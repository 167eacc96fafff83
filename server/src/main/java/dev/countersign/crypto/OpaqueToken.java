package dev.countersign.crypto;

import java.security.SecureRandom;

/**
 * A token that says nothing: 64 random letters and digits (381 bits), looked up by its digest.
 *
 * <p>The text is given out once; the server keeps {@link #digest()} alone.
 */
public final class OpaqueToken {

  /** How many characters a token has. */
  public static final int LENGTH = 64;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String text;

  private OpaqueToken(String text) {
    this.text = text;
  }

  /** A new token drawn from {@code random}. */
  public static OpaqueToken generate(SecureRandom random) {
    StringBuilder drawn = new StringBuilder(LENGTH);
    byte[] bytes = new byte[LENGTH + 16];
    while (drawn.length() < LENGTH) {
      random.nextBytes(bytes);
      appendLetters(bytes, drawn);
    }
    return new OpaqueToken(drawn.toString());
  }

  // Six bits name one of 64 places; the two beyond the alphabet are thrown away, not wrapped round,
  // because wrapping would make the first letters likelier than the rest.
  private static void appendLetters(byte[] bytes, StringBuilder drawn) {
    for (byte b : bytes) {
      int place = b & 0x3f;
      if (place < ALPHABET.length() && drawn.length() < LENGTH) {
        drawn.append(ALPHABET.charAt(place));
      }
    }
  }

  /** The token itself, to be handed to its owner and to nobody else. */
  public String text() {
    return text;
  }

  /** What the server keeps of it. */
  public TokenDigest digest() {
    return TokenDigest.of(text);
  }

  /** Always {@code OpaqueToken[…]}. */
  @Override
  public String toString() {
    return "OpaqueToken[…]";
  }
}
