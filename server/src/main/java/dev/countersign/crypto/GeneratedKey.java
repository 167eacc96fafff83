package dev.countersign.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key the server made for a program: {@code cs_<id>_<secret>}.
 *
 * <p>The id is the key's row, so that a leaked key can be named and withdrawn without being known;
 * the secret is 256 random bits in base64url without padding. The prefix lets secret scanners find
 * keys in places they should not be.
 */
public final class GeneratedKey {

  private static final int SECRET_BYTES = 32;

  // The secret may itself hold an underscore; the id cannot, so the first two separate.
  private static final Pattern FORM = Pattern.compile("cs_([1-9][0-9]{0,18})_([A-Za-z0-9_-]{43})");

  private final long id;
  private final String text;

  private GeneratedKey(long id, String text) {
    this.id = id;
    this.text = text;
  }

  /**
   * A new key for the row {@code id}.
   *
   * @throws IllegalArgumentException unless the id is positive
   */
  public static GeneratedKey generate(SecureRandom random, long id) {
    if (id <= 0) {
      throw new IllegalArgumentException("A key's id is positive, not " + id);
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new GeneratedKey(id, "cs_" + id + "_" + encoded);
  }

  /** The key a caller presented, or empty where the text cannot be one. */
  public static Optional<GeneratedKey> parse(String presented) {
    Matcher form = FORM.matcher(presented);
    if (!form.matches()) {
      return Optional.empty();
    }
    return decimal(form.group(1)).map(id -> new GeneratedKey(id, presented));
  }

  private static Optional<Long> decimal(String digits) {
    try {
      return Optional.of(Long.valueOf(digits));
    } catch (NumberFormatException beyondLong) {
      return Optional.empty();
    }
  }

  /** The row the key belongs to. */
  public long id() {
    return id;
  }

  /** The whole key, to be shown once. */
  public String text() {
    return text;
  }

  /** What the server keeps: the digest of the whole text, id included. */
  public TokenDigest digest() {
    return TokenDigest.of(text);
  }

  /** The id alone, never the secret. */
  @Override
  public String toString() {
    return "GeneratedKey[cs_" + id + "_…]";
  }
}
