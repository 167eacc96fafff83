package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: a password, a private key, the text of a key.
 *
 * <p>It has no revealing {@code toString}, compares in constant time, and can be read only through
 * accessors that a reviewer can search for. Text is held as UTF-8; an unpaired surrogate becomes a
 * question mark.
 */
public final class Secret {

  private final byte[] value;

  private Secret(byte[] value) {
    this.value = value;
  }

  /** A secret made of text. */
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret made of bytes, which are copied. */
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** The secret's bytes (UTF-8 where it is text), a copy. */
  public byte[] bytes() {
    return value.clone();
  }

  /** The secret as text. */
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  /** How many bytes the secret has. */
  public int length() {
    return value.length;
  }

  /** Whether both hold the same bytes; takes the same time wherever they differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Always {@code Secret[…]}. */
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
