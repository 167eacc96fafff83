package dev.countersign.user;

import dev.countersign.domain.ProfileField;
import java.util.Map;
import java.util.Optional;

/**
 * What is to change about a person; what is absent stays.
 *
 * @param userName a new name
 * @param fullName a new full name
 * @param email a new address; it counts as not verified
 * @param phoneNumber a new number
 * @param newEnrolmentUrl whether the face is to be enrolled anew, under a new URL
 * @param details what else the person tells; the empty string takes away what was told
 */
public record UserChange(
    Optional<String> userName,
    Optional<String> fullName,
    Optional<String> email,
    Optional<String> phoneNumber,
    boolean newEnrolmentUrl,
    Map<ProfileField, String> details) {
  /** Keeps a copy. */
  public UserChange {
    details = Map.copyOf(details);
  }

  /** A change of nothing but these. */
  public UserChange(
      Optional<String> userName,
      Optional<String> fullName,
      Optional<String> email,
      Optional<String> phoneNumber,
      boolean newEnrolmentUrl) {
    this(userName, fullName, email, phoneNumber, newEnrolmentUrl, Map.of());
  }
}
