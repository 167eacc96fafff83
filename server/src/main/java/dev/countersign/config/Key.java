package dev.countersign.config;

import java.util.Locale;

/**
 * One setting.
 *
 * @param name as in {@code server.base-url}; the part before the dot is its group
 * @param type how its text is read and what is allowed
 * @param defaultText what holds when no source gives it
 * @param description one or two sentences for somebody new to the server
 * @param secrecy how much of the value may be shown
 */
record Key<T>(
    String name, ValueType<T> type, String defaultText, String description, Secrecy secrecy) {

  static final String ENVIRONMENT_PREFIX = "COUNTERSIGN_";

  /** How much of a value may be shown. */
  enum Secrecy {
    /** All of it. */
    OPEN,
    /** Nothing. */
    SECRET,
    /** A PostgreSQL URL without its password. */
    DATABASE_URL
  }

  Key {
    if (!name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)?")) {
      throw new IllegalArgumentException("not the name of a key: " + name);
    }
  }

  /** The name of the environment variable: {@code COUNTERSIGN_SERVER_BASE_URL}. */
  String environmentName() {
    return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The part of the name before the dot; empty for a key that stands alone. */
  String group() {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  T parse(String text) throws InvalidValueException {
    return type.parser().parse(text);
  }

  /** A text as it is read: only in a secret do spaces at the ends mean something. */
  String normalized(String text) {
    return secrecy == Secrecy.SECRET ? text : text.strip();
  }

  /** A valid text, fit to be shown. */
  String shown(String text) {
    if (text.isEmpty()) {
      return text;
    }
    return switch (secrecy) {
      case OPEN -> text;
      case SECRET -> SecretText.MASK;
      case DATABASE_URL -> maskedUrl(text);
    };
  }

  /** A text that may be invalid, fit to be shown: where there may be a secret, nothing of it. */
  String shownUnread(String text) {
    return secrecy == Secrecy.OPEN ? "\"" + text + "\"" : "the value (not shown, it is secret)";
  }

  private static String maskedUrl(String text) {
    try {
      return PostgresUrl.parse(text).masked();
    } catch (InvalidValueException notAUrl) {
      return SecretText.MASK;
    }
  }
}
