package dev.countersign.authorization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an answer travels back (OAuth 2.0 Multiple Response Type Encoding Practices, Form Post). */
public enum ResponseMode {
  QUERY,
  FRAGMENT,
  FORM_POST;

  /** As it is written in requests. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode written so, if there is one. */
  static Optional<ResponseMode> parse(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
  }
}
