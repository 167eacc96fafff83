package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person, belonging to exactly one customer.
 *
 * @param customerId whose user this is
 * @param id the identity within the whole server
 * @param userName the name as given, unique within the customer by {@code userNameKey}
 * @param userNameKey the case-mapped form (RFC 8265 UsernameCaseMapped) that is compared
 * @param profile what is known about the person
 * @param passwordHash a PHC string, or null for a person who signs in otherwise
 * @param credentialVersion counts changes of credentials; a sign-in that verified an older version
 *     is refused
 * @param state whether the account may sign in
 * @param blacklistedAt when the customer put the person on its black list, or null
 * @param enrolment where the person's face enrolment stands
 * @param createdAt when the account was created
 * @param updatedAt when it last changed
 */
public record User(
    CustomerId customerId,
    UserId id,
    String userName,
    String userNameKey,
    Profile profile,
    @Nullable String passwordHash,
    long credentialVersion,
    State state,
    @Nullable Instant blacklistedAt,
    Enrolment enrolment,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether an account may sign in. */
  public enum State {
    ACTIVE,
    /** Switched off by an administrator. */
    DISABLED,
    /** To be deleted, as the person asked; may be restored until then. */
    LEAVING
  }

  /** The password hash, absent for a person who signs in otherwise. */
  public Optional<String> password() {
    return Optional.ofNullable(passwordHash);
  }

  /** Whether the customer has put the person on its black list. */
  public boolean blacklisted() {
    return blacklistedAt != null;
  }

  /** Without the hash and without personal data: safe in a log. */
  @Override
  public String toString() {
    return "User[" + id + " of " + customerId + "]";
  }

  /** The same account under another name. */
  public User withName(String name, String key) {
    return new User(
        customerId,
        id,
        name,
        key,
        profile,
        passwordHash,
        credentialVersion,
        state,
        blacklistedAt,
        enrolment,
        createdAt,
        updatedAt);
  }

  /** The same account with another profile. */
  public User withProfile(Profile changed) {
    return new User(
        customerId,
        id,
        userName,
        userNameKey,
        changed,
        passwordHash,
        credentialVersion,
        state,
        blacklistedAt,
        enrolment,
        createdAt,
        updatedAt);
  }

  /** The same account with another password: every sign-in that verified the old one is void. */
  public User withPassword(String hash) {
    return new User(
        customerId,
        id,
        userName,
        userNameKey,
        profile,
        hash,
        credentialVersion + 1,
        state,
        blacklistedAt,
        enrolment,
        createdAt,
        updatedAt);
  }

  /** The same password under current parameters: the credential itself has not changed. */
  public User withUpgradedHash(String hash) {
    return new User(
        customerId,
        id,
        userName,
        userNameKey,
        profile,
        hash,
        credentialVersion,
        state,
        blacklistedAt,
        enrolment,
        createdAt,
        updatedAt);
  }

  /** The same account in another state. */
  public User withState(State changed) {
    return new User(
        customerId,
        id,
        userName,
        userNameKey,
        profile,
        passwordHash,
        credentialVersion,
        changed,
        blacklistedAt,
        enrolment,
        createdAt,
        updatedAt);
  }

  /** The same account on the black list since then, or, with null, off it. */
  public User withBlacklistedAt(@Nullable Instant since) {
    return new User(
        customerId,
        id,
        userName,
        userNameKey,
        profile,
        passwordHash,
        credentialVersion,
        state,
        since,
        enrolment,
        createdAt,
        updatedAt);
  }

  /** The same account with its enrolment elsewhere. */
  public User withEnrolment(Enrolment changed) {
    return new User(
        customerId,
        id,
        userName,
        userNameKey,
        profile,
        passwordHash,
        credentialVersion,
        state,
        blacklistedAt,
        changed,
        createdAt,
        updatedAt);
  }
}
