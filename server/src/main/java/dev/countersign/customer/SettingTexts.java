package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings by name, as people write them and as they are stored.
 *
 * @param texts of all that is asked for
 */
record SettingTexts(Map<String, String> texts) {
  private static final String YES = "yes";
  private static final String NO = "no";

  /** What a setting that is yes or no may be. */
  static final List<String> FLAG = List.of(YES, NO);

  /** Those that were given; of the rest, the standard ones. */
  static SettingTexts of(Map<String, String> given, Map<String, String> standard) {
    Map<String, String> all = new LinkedHashMap<>(standard);
    all.replaceAll((name, text) -> given.getOrDefault(name, text));
    return new SettingTexts(all);
  }

  /** The text, or the empty one. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /**
   * A whole number.
   *
   * @param kind which numbers it may be, in words
   * @throws InvalidInput when it is none
   */
  int number(String name, String kind) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new InvalidInput(name + " must be " + kind);
    }
  }

  /**
   * Yes or no.
   *
   * @throws InvalidInput when it is neither
   */
  boolean flag(String name) {
    return switch (text(name)) {
      case YES -> true;
      case NO -> false;
      default -> throw new InvalidInput(name + " must be yes or no");
    };
  }

  /** The same, written. */
  static String flag(boolean truth) {
    return truth ? YES : NO;
  }
}
