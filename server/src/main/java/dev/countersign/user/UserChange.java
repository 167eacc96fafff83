package dev.countersign.user;

import java.util.Optional;

/**
 * What is to change about a person; what is absent stays.
 *
 * @param userName a new name
 * @param fullName a new full name
 * @param email a new address; it counts as not verified
 * @param phoneNumber a new number
 * @param newEnrolmentUrl whether the face is to be enrolled anew, under a new URL
 */
public record UserChange(
    Optional<String> userName,
    Optional<String> fullName,
    Optional<String> email,
    Optional<String> phoneNumber,
    boolean newEnrolmentUrl) {}
