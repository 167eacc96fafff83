package dev.countersign.health;

import dev.countersign.config.Configuration;
import dev.countersign.crypto.NativeLibraries;
import java.util.List;

/** What the server finds around it: a mail server, native libraries. */
public final class Surroundings {
  private Surroundings() {}

  /** What is found of them. */
  public static List<Finding> findings(Configuration configuration) {
    return List.of(
        mail(configuration),
        library("argon2", NativeLibraries.hashesPasswords(), "passwords are hashed", "a third"),
        library("signatures", NativeLibraries.signsTokens(), "tokens are signed", "several times"));
  }

  private static Finding mail(Configuration configuration) {
    return configuration
        .mail()
        .map(mail -> Finding.ok("mail", "through " + mail.host()))
        .orElseGet(
            () -> Finding.note("mail", "no mail server is set (mail.host); no mail will be sent"));
  }

  private static Finding library(String check, boolean there, String what, String slower) {
    if (there) {
      return Finding.ok(check, what + " by the native library");
    }
    return Finding.note(
        check, "no native library for this platform; " + what + " in Java, " + slower + " slower");
  }
}
