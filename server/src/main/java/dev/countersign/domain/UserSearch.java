package dev.countersign.domain;

import java.util.Optional;

/**
 * Which of a customer's people, in which order, from where on. What is absent leaves everybody in.
 *
 * @param order what they are put in order by
 * @param descending whether it is the other way round
 * @param prefix how what they are put in order by begins, as it is compared; for names and
 *     addresses
 * @param standing how their account stands
 * @param enrolment how far the enrolment of their face got
 * @param group a group they are in
 * @param role a role they were given themselves
 * @param after whom the page comes after
 * @param limit how many at most
 */
public record UserSearch(
    Order order,
    boolean descending,
    Optional<String> prefix,
    Optional<Standing> standing,
    Optional<Enrolment.State> enrolment,
    Optional<Long> group,
    Optional<Long> role,
    Optional<Position> after,
    int limit) {
  /** Refuses what cannot be asked for. */
  public UserSearch {
    if (prefix.isPresent() && order == Order.AGE) {
      throw new IllegalArgumentException("an age does not begin with a text");
    }
  }

  /** What people can be put in order by. */
  public enum Order {
    /** The name they sign in with. */
    NAME,
    FULL_NAME,
    EMAIL,
    /** When the account was made. */
    AGE
  }

  /** How an account can stand. */
  public enum Standing {
    /** It can be signed in to. */
    ACTIVE,
    DISABLED,
    /** Its deletion is planned. */
    LEAVING,
    BLACKLISTED,
    /** Its person was invited and has not come yet, or signs in otherwise. */
    NO_PASSWORD
  }

  /**
   * A place in the order: that of one person.
   *
   * @param value what they are put in order by, as it is compared; empty for the order of age
   * @param nameKey which of those who share it
   * @param id for the order of age
   */
  public record Position(String value, String nameKey, long id) {}
}
