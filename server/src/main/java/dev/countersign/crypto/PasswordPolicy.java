package dev.countersign.crypto;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords may be set: 8 to 512 characters of any script, not guessable (zxcvbn's score of 3
 * or more), and not on a list of breached ones where there is such a list.
 *
 * <p>There are no rules of composition and no forced rotation (NIST SP 800-63B-4, section 3.1.1.2).
 * Instances may be shared between threads.
 */
public final class PasswordPolicy {

  private static final int SHORTEST = 8;
  private static final String TOO_LONG = "Choose a password of at most 512 characters.";
  private static final int LEAST_SCORE = 3;

  // zxcvbn takes more than proportionally longer for long input; a hundred characters decide.
  private static final int ESTIMATED = 100;

  private final Optional<BreachedPasswords> breached;

  /** The dictionaries take a while to read, and many processes never set a password. */
  private static final class Estimator {
    static final Zxcvbn ZXCVBN = new Zxcvbn();
  }

  /** A policy, with a list of breached passwords or without. */
  public PasswordPolicy(Optional<BreachedPasswords> breached) {
    this.breached = breached;
  }

  /**
   * Why the password may not be set, as a sentence for its owner, or empty where it may.
   *
   * @param password the password asked for
   * @param userInputs what an attacker knows of the user: name, e-mail address, the service's name
   */
  public Optional<String> refusal(Secret password, List<String> userInputs) {
    if (password.length() > PasswordHasher.MOST_BYTES) {
      return Optional.of(TOO_LONG);
    }
    String text = Normalizer.normalize(password.text(), Normalizer.Form.NFC);
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST) {
      return Optional.of("Choose a password of at least 8 characters.");
    }
    if (length > PasswordHasher.LONGEST) {
      return Optional.of(TOO_LONG);
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return Optional.of("Choose a password without control characters such as tab or newline.");
    }
    return guessable(text, userInputs).or(() -> onTheList(text));
  }

  private static Optional<String> guessable(String text, List<String> userInputs) {
    String head = text.substring(0, Math.min(text.length(), ESTIMATED));
    List<String> known = userInputs.stream().filter(input -> !input.isBlank()).toList();
    Strength strength = Estimator.ZXCVBN.measure(head, known);
    if (strength.getScore() >= LEAST_SCORE) {
      return Optional.empty();
    }
    String warning = strength.getFeedback().getWarning(Locale.ENGLISH);
    String reason = "This password is too easy to guess.";
    if (warning != null && !warning.isBlank()) {
      reason = reason + " " + sentence(warning);
    }
    return Optional.of(reason + " Choose a longer one, for example four unrelated words.");
  }

  private static String sentence(String text) {
    if (text.endsWith(".")) {
      return text;
    }
    return text + ".";
  }

  private Optional<String> onTheList(String text) {
    return breached
        .filter(list -> list.contains(text))
        .map(list -> "This password has appeared in a data breach. Choose another one.");
  }
}
