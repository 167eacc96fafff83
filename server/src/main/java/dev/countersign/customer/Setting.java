package dev.countersign.customer;

import dev.countersign.domain.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One setting of a customer, as whoever shows or asks for it needs to know it.
 *
 * @param name what it is called, as people write it and as it is stored
 * @param kind what its text looks like
 * @param choices for a choice: the texts it may be; the empty one stands for "not"
 * @param meaning a sentence about it, in English
 * @param operatorsOnly whether the server's operators alone change it
 */
public record Setting(
    String name, Kind kind, List<String> choices, String meaning, boolean operatorsOnly) {
  /** What a setting's text looks like. */
  public enum Kind {
    LINE,
    /** A whole number, or for some the empty string. */
    NUMBER,
    CHOICE,
    /** Any number of names, separated by spaces. */
    NAMES,
    /** Entries, one a line. */
    LINES,
    /** A longer text of several lines. */
    TEXT
  }

  /** Keeps an unmodifiable copy. */
  public Setting {
    choices = List.copyOf(choices);
  }

  static Setting of(Kind kind, String name, String meaning) {
    return new Setting(name, kind, List.of(), meaning, false);
  }

  /** The same, which the server's operators alone change. */
  Setting forOperators() {
    return new Setting(name, kind, choices, meaning, true);
  }

  static Setting number(String name, String meaning) {
    return of(Kind.NUMBER, name, meaning);
  }

  static Setting choice(String name, List<String> choices, String meaning) {
    return new Setting(name, Kind.CHOICE, choices, meaning, false);
  }

  static Setting yesOrNo(String name, String meaning) {
    return choice(name, SettingTexts.FLAG, meaning);
  }

  /**
   * Refuses a text that the setting cannot have.
   *
   * @throws InvalidInput when it is none of the choices
   */
  void require(String text) {
    if (kind == Kind.CHOICE && !choices.contains(text)) {
      String first = String.join(", ", choices.subList(0, choices.size() - 1));
      throw new InvalidInput(name + " must be " + first + " or " + choices.getLast());
    }
  }

  /** What each means, by name. */
  static Map<String, String> meanings(List<Setting> settings) {
    Map<String, String> meanings = new LinkedHashMap<>();
    settings.forEach(setting -> meanings.put(setting.name(), setting.meaning()));
    return meanings;
  }
}
