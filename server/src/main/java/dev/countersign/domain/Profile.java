package dev.countersign.domain;

/**
 * What is known about a person. Every part may be the empty string: "not given".
 *
 * @param fullName the name as the person writes it
 * @param email the address mail goes to
 * @param emailVerified whether the person has shown that the address is theirs
 * @param phoneNumber the number as given
 * @param countryCode the calling code as given
 * @param details what else the person tells
 */
public record Profile(
    String fullName,
    String email,
    boolean emailVerified,
    String phoneNumber,
    String countryCode,
    ProfileDetails details) {
  /** Nothing known. */
  public static final Profile EMPTY = new Profile("", "", false, "", "");

  /** Of somebody who tells nothing else. */
  public Profile(
      String fullName,
      String email,
      boolean emailVerified,
      String phoneNumber,
      String countryCode) {
    this(fullName, email, emailVerified, phoneNumber, countryCode, ProfileDetails.NONE);
  }

  /** The same person at that address. */
  public Profile withEmail(String address, boolean verified) {
    return new Profile(fullName, address, verified, phoneNumber, countryCode, details);
  }

  /** The same person, who tells this beside it. */
  public Profile withDetails(ProfileDetails told) {
    return new Profile(fullName, email, emailVerified, phoneNumber, countryCode, told);
  }
}
