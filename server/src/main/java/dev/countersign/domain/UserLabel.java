package dev.countersign.domain;

import java.time.Instant;

/** What a customer gives its people under a name that clients are told: a group, or a role. */
public sealed interface UserLabel permits UserGroup, UserRole {
  /** Whose it is. */
  CustomerId customerId();

  /** Its identity, decimal in answers. */
  long id();

  /** As it was given. */
  String name();

  /** The form it is compared by. */
  String nameKey();

  /** For people who administer, or the empty string. */
  String description();

  /** When it was made. */
  Instant createdAt();

  /**
   * Makes one of its parts.
   *
   * @param <T> what it makes
   */
  @FunctionalInterface
  interface Maker<T extends UserLabel> {
    /** One of those parts. */
    T of(
        CustomerId customerId,
        long id,
        String name,
        String nameKey,
        String description,
        Instant createdAt);
  }
}
