package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Passkey;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The passkeys people registered. Every lookup names the customer. */
public interface Passkeys {
  /**
   * Adds a passkey.
   *
   * @throws AlreadyExists when anybody has registered that credential
   */
  void add(Passkey passkey);

  Optional<Passkey> find(CustomerId customer, byte[] credentialId);

  /** A person's passkeys, oldest first. */
  List<Passkey> list(CustomerId customer, UserId user);

  /** A customer's passkeys by person and id, after that one, at most so many. */
  List<Passkey> page(CustomerId customer, long afterUser, byte[] afterId, int limit);

  /**
   * Notes that the passkey was used, while it still tells what {@code old} says.
   *
   * @return false when it was removed, or another use came first
   */
  boolean used(Passkey old, long signCount, boolean backedUp, Instant now);

  /** Gives it another name; false when the person has no such passkey. */
  boolean rename(CustomerId customer, UserId user, byte[] credentialId, String name);

  /** Removes it; false when the person has no such passkey. */
  boolean delete(CustomerId customer, UserId user, byte[] credentialId);

  /** Removes all of a person's; returns how many. */
  int deleteOfUser(CustomerId customer, UserId user);
}
