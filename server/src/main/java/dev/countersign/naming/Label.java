package dev.countersign.naming;

import dev.countersign.domain.InvalidInput;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a search space, group or role, with the form it is compared by. It is never typed in
 * to sign in, so it may hold what a user name may not: spaces, colons and symbols. It has 1 to 255
 * characters, none of them a control character, and not only spaces; spaces around it do not count.
 *
 * @param given as it was given, without spaces around it
 * @param key the given name in Unicode normalisation form C and lower case, compared bytewise
 */
public record Label(String given, String key) {
  private static final int LONGEST = 255;

  /**
   * Reads a name that is to be stored.
   *
   * @param what whose name, for the message: {@code "A group's name"}
   * @throws InvalidInput with a message that says what is allowed
   */
  public static Label of(String what, String given) {
    String stripped = given.strip();
    return lookupKey(given)
        .map(key -> new Label(stripped, key))
        .orElseThrow(() ->
            new InvalidInput(
                what
                    + " must have 1 to "
                    + LONGEST
                    + " characters, without line breaks and control characters"));
  }

  /** The key to look a presented name up by; absent when no stored name can have it. */
  public static Optional<String> lookupKey(String presented) {
    String stripped = presented.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      return Optional.empty();
    }
    if (presented.codePoints().anyMatch(Label::unfit)) {
      return Optional.empty();
    }
    // Lower case can undo the normal form: it is put on again.
    String lower = nfc(stripped).toLowerCase(Locale.ROOT);
    return Optional.of(nfc(lower));
  }

  private static boolean unfit(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
