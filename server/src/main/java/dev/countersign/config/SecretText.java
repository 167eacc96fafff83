package dev.countersign.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret of the configuration. It is compared in constant time and never shows in a text. */
public final class SecretText {

  /** What stands for a secret wherever it would be printed. */
  public static final String MASK = "********";

  private final String text;

  private SecretText(String text) {
    this.text = text;
  }

  /** Wraps a text that is not empty. */
  public static SecretText of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    return new SecretText(text);
  }

  /** The secret itself, for the call that needs it and no other use. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretText that
        && MessageDigest.isEqual(text.getBytes(UTF_8), that.text.getBytes(UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
