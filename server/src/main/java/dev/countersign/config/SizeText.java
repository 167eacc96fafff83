package dev.countersign.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as the configuration writes them: a whole number and {@code B, KiB, MiB} or {@code GiB}.
 */
final class SizeText {

  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;
  static final long GIB = 1024 * MIB;

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

  private SizeText() {}

  /** The number of bytes. */
  static long parse(String text) throws InvalidValueException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException();
    }
    long count = Long.parseLong(text, matcher.start(1), matcher.end(1), 10);
    return switch (text.substring(matcher.start(2))) {
      case "GiB" -> count * GIB;
      case "MiB" -> count * MIB;
      case "KiB" -> count * KIB;
      default -> count;
    };
  }

  /** Writes the size in the largest unit that loses nothing. */
  static String format(long bytes) {
    if (bytes > 0 && bytes % GIB == 0) {
      return bytes / GIB + "GiB";
    }
    if (bytes > 0 && bytes % MIB == 0) {
      return bytes / MIB + "MiB";
    }
    return bytes > 0 && bytes % KIB == 0 ? bytes / KIB + "KiB" : bytes + "B";
  }
}
