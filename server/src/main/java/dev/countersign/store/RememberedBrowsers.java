package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.RememberedBrowser;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/** Browsers in which people need not show their second factor again. */
public interface RememberedBrowsers {
  void add(RememberedBrowser browser);

  /** The one of that cookie, if it remembers that person, expired or not. */
  Optional<RememberedBrowser> find(CustomerId customer, UserId user, byte[] digest);

  /** How many remember that person. */
  int count(CustomerId customer, UserId user);

  /** Forgets all of a person's; returns how many. */
  int deleteOfUser(CustomerId customer, UserId user);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
