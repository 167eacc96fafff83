package dev.countersign.signin;

import dev.countersign.crypto.Secret;

/** What a person shows as their second factor. */
public sealed interface Shown {
  /**
   * What a passkey signed.
   *
   * @param json the credential, as the browser wrote it
   * @param browser what the browser is known by
   */
  record OfPasskey(String json, String browser) implements Shown {}

  /** A code of their app. */
  record OfApp(Secret code) implements Shown {}

  /** The first code of an app that was set up in this sign-in, since they had no other factor. */
  record OfNewApp(Secret code) implements Shown {}

  /** The code they were mailed. */
  record OfMail(Secret code) implements Shown {}

  /** One of the codes they have on paper. */
  record OfPaper(Secret code) implements Shown {}

  /** Their face, in a picture by a {@code data:} URL. */
  record OfFace(String image) implements Shown {
    /** Without the picture. */
    @Override
    public String toString() {
      return "OfFace[…]";
    }
  }
}
