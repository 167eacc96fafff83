package dev.countersign.naming;

import dev.countersign.domain.InvalidInput;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * A user's or customer's name with the form it is compared by.
 *
 * @param given as it was given; shown in answers
 * @param key the form under RFC 8265, section 3.3 (UsernameCaseMapped), compared bytewise
 */
public record Name(String given, String key) {
  private static final PrecisProfile PROFILE = PrecisProfiles.USERNAME_CASE_MAPPED;
  private static final int LONGEST = 255;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@-]+");

  /**
   * Reads a name that is to be stored.
   *
   * @param what what is named, for the message: {@code "userName"}
   * @throws InvalidInput with a message that says what is allowed
   */
  public static Name of(String what, String given) {
    if (given.isEmpty() || given.length() > LONGEST) {
      throw new InvalidInput(what + " must have 1 to " + LONGEST + " characters");
    }
    // A colon would make Basic credentials ambiguous: RFC 7617, section 2: "a user-id containing a
    // colon character is invalid".
    if (given.indexOf(':') >= 0) {
      throw new InvalidInput(what + " must not contain a colon");
    }
    return new Name(
        given,
        mapped(given)
            .orElseThrow(() ->
                new InvalidInput(
                    what
                        + " may have letters, digits and ASCII punctuation, without spaces,"
                        + " control characters or symbols")));
  }

  /** The key to look a presented name up by; absent when no stored name can have it. */
  public static Optional<String> lookupKey(String presented) {
    if (presented.isEmpty() || presented.length() > LONGEST || presented.indexOf(':') >= 0) {
      return Optional.empty();
    }
    return mapped(presented);
  }

  private static Optional<String> mapped(String given) {
    if (PLAIN.matcher(given).matches()) {
      // What the profile does to these is known, and every request looks a name up.
      return Optional.of(given.toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(PROFILE.enforce(given));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
