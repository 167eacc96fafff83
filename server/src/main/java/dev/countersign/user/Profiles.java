package dev.countersign.user;

import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileField;
import java.util.regex.Pattern;

/** What a profile may hold. Its parts end up in mail headers and pages, so no line breaks. */
public final class Profiles {
  private static final int LONGEST = 255;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]+@[^\\s@<>,;]+");
  private static final Pattern PHONE = Pattern.compile("[0-9+()./ -]{0,32}");

  private Profiles() {}

  /**
   * The profile, which can be used.
   *
   * @throws InvalidInput when a part of it cannot; the message says what is allowed
   */
  public static Profile checked(Profile profile) {
    line("fullName", profile.fullName());
    if (!profile.email().isEmpty() && !EMAIL.matcher(line("email", profile.email())).matches()) {
      throw new InvalidInput("The e-mail address must look like name@example.org");
    }
    if (!PHONE.matcher(profile.phoneNumber()).matches()) {
      throw new InvalidInput(
          "The phone number may have digits, spaces and + ( ) . / - , at most 32 characters");
    }
    if (!PHONE.matcher(profile.countryCode()).matches()) {
      throw new InvalidInput("The country code may have digits and +");
    }
    profile.details().values().forEach(Profiles::detail);
    return profile;
  }

  private static void detail(ProfileField field, String value) {
    ProfileRules.fault(field, value)
        .ifPresent(fault -> {
          throw new InvalidInput(field.member() + " " + fault.rule());
        });
  }

  private static String line(String what, String text) {
    if (text.length() > LONGEST) {
      throw new InvalidInput(what + " must have at most " + LONGEST + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(what + " must not contain line breaks or control characters");
    }
    return text;
  }
}
