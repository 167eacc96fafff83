package dev.countersign.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** What all identities share: a positive 63-bit number with one decimal spelling. */
public final class Ids {
  private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9]{0,18}");

  private Ids() {}

  static void check(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("an id is a positive number");
    }
  }

  /** Reads the decimal form; anything else, a sign or a leading zero included, is absent. */
  public static Optional<Long> parse(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    // Nineteen digits can still exceed 63 bits; the comparison by text avoids an exception.
    if (text.length() == 19 && text.compareTo(Long.toString(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(text));
  }
}
