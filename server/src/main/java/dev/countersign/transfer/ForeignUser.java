package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import dev.countersign.user.Profiles;
import java.time.Instant;
import java.util.Optional;

/**
 * A person as another server knows them.
 *
 * @param key what that server knows them by, for good
 * @param userName what they sign in with
 * @param profile what is known of them
 * @param passwordHash in a form that is read here
 * @param enabled whether they may sign in
 * @param createdAt when their account was made
 */
record ForeignUser(
    String key,
    String userName,
    Profile profile,
    Optional<String> passwordHash,
    boolean enabled,
    Instant createdAt) {
  /**
   * The person as one of that customer's, not enrolled.
   *
   * @throws dev.countersign.domain.InvalidInput when the name or the profile cannot be used here
   */
  User of(CustomerId customer) {
    Name name = Name.of("the user name", userName);
    return new User(
        customer,
        new UserId(id(customer, key)),
        name.given(),
        name.key(),
        Profiles.checked(profile),
        passwordHash.orElse(null),
        1,
        enabled ? User.State.ACTIVE : User.State.DISABLED,
        null,
        new Enrolment("", Enrolment.State.DRAFT, createdAt, createdAt),
        createdAt,
        createdAt);
  }

  /** The id here of the person with that key there. */
  static long id(CustomerId customer, String key) {
    return ForeignIds.of("user", customer.toString(), key);
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "ForeignUser[…]";
  }
}
