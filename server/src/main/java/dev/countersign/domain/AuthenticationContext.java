package dev.countersign.domain;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much a sign-in proved: the values of {@code acr} (OpenID Connect Core 1.0, section 2). */
public enum AuthenticationContext {
  /** One factor. */
  ONE_FACTOR("urn:countersign:acr:1"),
  /** Two factors of different kinds, or a passkey that verified the person itself. */
  TWO_FACTORS("urn:countersign:acr:2");

  /** What a person knows, has, and is (RFC 8176 names). */
  private static final List<Set<String>> KINDS =
      List.of(
          Set.of("pwd", "pin", "kba"),
          Set.of("otp", "sms", "tel", "hwk", "swk", "pop", "sc"),
          Set.of("face", "fpt", "iris", "retina", "vbm"));

  private final String text;

  AuthenticationContext(String text) {
    this.text = text;
  }

  /** As {@code acr} is written. */
  public String text() {
    return text;
  }

  /** The context written so, if there is one. */
  public static Optional<AuthenticationContext> parse(String acr) {
    return Arrays.stream(values()).filter(one -> one.text.equals(acr)).findFirst();
  }

  /**
   * What a sign-in by those methods reached.
   *
   * @param amr RFC 8176 names, separated by spaces
   */
  public static AuthenticationContext of(String amr) {
    Set<String> methods = new HashSet<>(Arrays.asList(amr.split(" ", -1)));
    long kinds = KINDS.stream().filter(kind -> kind.stream().anyMatch(methods::contains)).count();
    if (methods.contains("mfa") || kinds > 1) {
      return TWO_FACTORS;
    }
    return ONE_FACTOR;
  }

  /** Whether a sign-in by those methods is as good as that {@code acr}; an unknown one is not. */
  public static boolean reaches(String amr, String acr) {
    return parse(acr).filter(wanted -> of(amr).compareTo(wanted) >= 0).isPresent();
  }

  /** Whether there is a context written so. */
  public static boolean known(String acr) {
    return parse(acr).isPresent();
  }
}
