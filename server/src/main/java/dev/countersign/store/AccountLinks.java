package dev.countersign.store;

import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Links that were mailed to people, each good for one use. */
public interface AccountLinks {
  void add(AccountLink link);

  /** The link, expired or not, that was not used. */
  Optional<AccountLink> find(byte[] digest);

  /** Uses the link up; absent when there is none, it has expired, or somebody else was first. */
  Optional<AccountLink> take(byte[] digest, Instant now);

  /** The newest link of that purpose and subject that has not expired. */
  Optional<AccountLink> bySubject(
      CustomerId customer, Purpose purpose, byte[] subject, Instant now);

  /** Those of the people who have a link of that purpose which has not expired. */
  Set<UserId> holders(CustomerId customer, Purpose purpose, Collection<UserId> people, Instant now);

  /** Removes the links of that purpose and subject; returns how many. */
  int removeOfSubject(CustomerId customer, Purpose purpose, byte[] subject);

  /** Removes a person's links of that purpose; returns how many. */
  int removeOfUser(CustomerId customer, UserId user, Purpose purpose);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
