package dev.countersign.domain;

/**
 * What is known about a person. Every part may be the empty string: "not given".
 *
 * @param fullName the name as the person writes it
 * @param email the address mail goes to
 * @param emailVerified whether the person has shown that the address is theirs
 * @param phoneNumber the number as given
 * @param countryCode the calling code as given
 */
public record Profile(
    String fullName, String email, boolean emailVerified, String phoneNumber, String countryCode) {
  /** Nothing known. */
  public static final Profile EMPTY = new Profile("", "", false, "", "");
}
