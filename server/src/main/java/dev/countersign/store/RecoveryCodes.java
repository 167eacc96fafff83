package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Codes a person has on paper, for when nothing else is at hand. */
public interface RecoveryCodes {
  /** Puts codes, by their SHA-256, in the place of all that the person had. */
  void replace(CustomerId customer, UserId user, Collection<byte[]> digests, Instant now);

  /** The SHA-256 of those that are left, in their order, with when they were made. */
  Optional<Sheet> sheet(CustomerId customer, UserId user);

  /** The people who have any, by id, after that one (0 for the first), at most so many. */
  List<UserId> holders(CustomerId customer, long afterUser, int limit);

  /**
   * What is left of a person's codes.
   *
   * @param createdAt when they were made
   * @param digests their SHA-256
   */
  record Sheet(Instant createdAt, List<byte[]> digests) {}

  /** How many are left. */
  int count(CustomerId customer, UserId user);

  /** Uses one up; false when there is none such, or somebody else did first. */
  boolean use(CustomerId customer, UserId user, byte[] digest);

  /** Removes all of a person's; returns how many. */
  int deleteOfUser(CustomerId customer, UserId user);
}
