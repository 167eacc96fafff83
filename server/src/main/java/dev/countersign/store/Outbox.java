package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** It has been delivered, or given up for good. */
  void remove(long id);

  /** It is not tried any more, but kept for somebody to have it tried again. */
  void giveUp(long id, Instant at);

  /** The message of that id on the customer's behalf, given up or not. */
  Optional<OutboxMessage> find(CustomerId customer, long id);

  /** Whether that message of the customer's was given up and is still kept. */
  boolean givenUp(CustomerId customer, long id);

  /**
   * Tries a message again that was given up and is still kept, counting from nothing; false when it
   * is not.
   */
  boolean revive(CustomerId customer, long id, Instant now, Instant giveUpAt);

  /** Removes at most so many that were given up before then; returns how many. */
  int deleteGivenUp(Instant before, int limit);

  /** Removes what tells of that person, and answers how many messages that were. */
  int removeOfUser(CustomerId customer, UserId user);

  /** Not delivered; to be tried again then. */
  void postpone(long id, Instant nextAttemptAt);

  /** How many wait, without those given up. */
  long waiting();
}
