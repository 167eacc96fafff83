package dev.countersign.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A thing a person may tell about themselves, all of them optional: the standard claims of OpenID
 * Connect Core 1.0, section 5.1, beside those that {@link Profile} has a place of its own for. The
 * constants are named as the claims are.
 */
public enum ProfileField {
  GIVEN_NAME,
  FAMILY_NAME,
  MIDDLE_NAME,
  NICKNAME,
  /** The address of a page about the person. */
  PROFILE,
  PICTURE,
  WEBSITE,
  GENDER,
  /** {@code YYYY-MM-DD}, or {@code YYYY} alone; the year 0000 stands for one that is not told. */
  BIRTHDATE,
  /** A name of the tz database, such as {@code Europe/Paris}. */
  ZONEINFO,
  /** A language tag (BCP 47), such as {@code de-AT}. */
  LOCALE,
  /** From here on: members of the address (section 5.1.1). The whole address as mail wants it. */
  FORMATTED,
  STREET_ADDRESS,
  LOCALITY,
  REGION,
  POSTAL_CODE,
  COUNTRY;

  /** The claim, or the member of the claim {@code address}: {@code given_name}. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same as command lines and forms write it: {@code given-name}. */
  public String word() {
    return claim().replace('_', '-');
  }

  /** The same as the server's own JSON writes it: {@code givenName}. */
  public String member() {
    String[] words = claim().split("_", -1);
    StringBuilder member = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      member.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return member.toString();
  }

  /** Whether it is a part of the address. */
  public boolean ofAddress() {
    return compareTo(FORMATTED) >= 0;
  }

  /** Whether it may have more than one line. */
  public boolean lines() {
    return this == FORMATTED || this == STREET_ADDRESS;
  }

  /** The field of that {@link #word}. */
  public static Optional<ProfileField> ofWord(String word) {
    return Arrays.stream(values()).filter(field -> field.word().equals(word)).findFirst();
  }

  /** The field of that {@link #claim}. */
  public static Optional<ProfileField> ofClaim(String claim) {
    return Arrays.stream(values()).filter(field -> field.claim().equals(claim)).findFirst();
  }

  /** Those of the address, or those that are not. */
  public static List<ProfileField> all(boolean ofAddress) {
    return Arrays.stream(values()).filter(field -> field.ofAddress() == ofAddress).toList();
  }
}
