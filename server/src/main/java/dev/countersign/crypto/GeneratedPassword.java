package dev.countersign.crypto;

import java.security.SecureRandom;

/** Makes passwords for those who choose none: 123 bits, in groups that people can read out. */
public final class GeneratedPassword {
  // Without the look-alikes i, l, o, 0 and 1.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int GROUP = 5;

  private GeneratedPassword() {}

  /** Another one at each call. */
  public static Secret of(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return Secret.of(text.toString());
  }
}
