package dev.countersign.store;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserConsent;
import dev.countersign.domain.UserId;
import java.util.List;
import java.util.Optional;

/** What people have agreed that clients may learn and do. */
public interface UserConsents {
  /** Remembers the consent in place of an earlier one. */
  void put(UserConsent consent);

  Optional<UserConsent> find(CustomerId customer, UserId user, ClientId client);

  /** Everything a person agreed to, newest first. */
  List<UserConsent> list(CustomerId customer, UserId user);

  /** A customer's people's consents by person and client, after that one, at most so many. */
  List<UserConsent> page(CustomerId customer, long afterUser, long afterClient, int limit);

  /** Forgets it; false when there was none. */
  boolean delete(CustomerId customer, UserId user, ClientId client);
}
