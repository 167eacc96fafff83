package dev.countersign.factor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can show as their second factor, the best first. */
public enum Method {
  /** A key that an authenticator keeps. */
  PASSKEY,
  /** A code of an app. */
  APP,
  /** Their face, before the camera. */
  FACE,
  /** A code sent to their address. */
  MAIL,
  /** One of the codes they have on paper. */
  RECOVERY;

  /** In addresses and forms. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The method of that name. */
  public static Optional<Method> of(String text) {
    return Arrays.stream(values()).filter(method -> method.text().equals(text)).findFirst();
  }
}
