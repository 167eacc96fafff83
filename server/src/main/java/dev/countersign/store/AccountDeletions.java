package dev.countersign.store;

import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts that are to be deleted. */
public interface AccountDeletions {
  /**
   * Plans a deletion.
   *
   * @throws AlreadyExists when one is planned
   */
  void add(AccountDeletion deletion);

  Optional<AccountDeletion> find(CustomerId customer, UserId user);

  /** A customer's, by person, after that one (0 for the first), at most so many. */
  List<AccountDeletion> page(CustomerId customer, long afterUser, int limit);

  /** Calls it off; false when none was planned. */
  boolean remove(CustomerId customer, UserId user);

  /** Those whose time has come, oldest first, at most so many. */
  List<AccountDeletion> due(Instant now, int limit);
}
