package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;

/** What is to be delivered outside the request that caused it. */
public interface Outbox {
  /**
   * Adds a message. Where it tells of a person, the caller has locked the person's row: nothing is
   * put in behind an erasure.
   */
  void put(OutboxMessage message);

  /**
   * Takes due messages of one kind, oldest first, and pushes their next attempt to {@code
   * leaseUntil}, so that no other node takes them meanwhile and a node that dies loses nothing.
   * Each one's attempts are counted up.
   */
  List<OutboxMessage> lease(OutboxMessage.Kind kind, Instant now, Instant leaseUntil, int limit);

  /** It has been delivered, or given up. */
  void remove(long id);

  /** Removes what tells of that person, and answers how many messages that were. */
  int removeOfUser(CustomerId customer, UserId user);

  /** Not delivered; to be tried again then. */
  void postpone(long id, Instant nextAttemptAt);

  /** How many wait. */
  long waiting();
}
