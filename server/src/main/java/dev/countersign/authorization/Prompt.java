package dev.countersign.authorization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the client wants the person to be asked (OpenID Connect Core 1.0, section 3.1.2.1). */
public enum Prompt {
  NONE,
  LOGIN,
  CONSENT,
  SELECT_ACCOUNT,
  /** Initiating User Registration via OpenID Connect 1.0, section 4. */
  CREATE;

  /** As it is written in requests. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Prompt> parse(String text) {
    return Arrays.stream(values()).filter(prompt -> prompt.text().equals(text)).findFirst();
  }
}
