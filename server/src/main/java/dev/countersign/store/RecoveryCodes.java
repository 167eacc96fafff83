package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Collection;

/** Codes a person has on paper, for when nothing else is at hand. */
public interface RecoveryCodes {
  /** Puts codes, by their SHA-256, in the place of all that the person had. */
  void replace(CustomerId customer, UserId user, Collection<byte[]> digests, Instant now);

  /** How many are left. */
  int count(CustomerId customer, UserId user);

  /** Uses one up; false when there is none such, or somebody else did first. */
  boolean use(CustomerId customer, UserId user, byte[] digest);

  /** Removes all of a person's; returns how many. */
  int deleteOfUser(CustomerId customer, UserId user);
}
