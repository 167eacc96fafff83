package dev.countersign.crypto;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a random token or key: 32 bytes, and all the database ever holds of it.
 *
 * <p>A single unsalted hash is enough because the hashed text carries at least 256 random bits; it
 * would not be for a password.
 */
public final class TokenDigest {
  private final byte[] value;

  private TokenDigest(byte[] value) {
    this.value = value;
  }

  /** The digest of a token as a caller presented it. */
  public static TokenDigest of(String presented) {
    return new TokenDigest(Sha256.of(presented));
  }

  /** The 32 bytes, a copy. */
  public byte[] bytes() {
    return value.clone();
  }

  /** Whether both are the same digest, in constant time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenDigest that && MessageDigest.isEqual(value, that.value);
  }

  /** The digest's first four bytes, which are as even as the whole. */
  @Override
  public int hashCode() {
    return (value[0] << 24) | (value[1] & 0xff) << 16 | (value[2] & 0xff) << 8 | (value[3] & 0xff);
  }

  /** Always {@code TokenDigest[…]}. */
  @Override
  public String toString() {
    return "TokenDigest[…]";
  }
}
