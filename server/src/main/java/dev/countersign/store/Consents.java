package dev.countersign.store;

import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people agreed to. Every lookup names the customer. */
public interface Consents {
  void add(Consent consent);

  /** Writes a consent exactly as given, in place of the one of that id if there is one. */
  void put(Consent consent);

  /** A customer's consents by id, starting after that id (0 for the first), at most so many. */
  List<Consent> page(CustomerId customer, long afterId, int limit);

  /** How many consents the customer has. */
  long count(CustomerId customer);

  Optional<Consent> find(CustomerId customer, long id);

  /** Everything a person agreed to, newest first. */
  List<Consent> list(CustomerId customer, UserId user);

  /**
   * Notes that nothing is kept under a person's consents any more; returns how many that ended.
   *
   * @param withdrawnAt when the person took them back, or null when they ended otherwise
   */
  int end(CustomerId customer, UserId user, Instant endedAt, @Nullable Instant withdrawnAt);

  /** Those that have expired and have not been ended, longest expired first, at most so many. */
  List<Consent> expired(Instant now, int limit);

  /** Removes a person's consents with what is kept under them; returns how many. */
  int deleteOfUser(CustomerId customer, UserId user);
}
