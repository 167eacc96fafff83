package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.function.LongConsumer;

/** A kind of set that people are in. */
interface Roster {
  /** The type of its records. */
  String type();

  /** What one set is called, for messages: {@code "group"}. */
  String name();

  /** Hands over the ids of the customer's sets. */
  void each(Reading reading, LongConsumer sets);

  boolean exists(Transaction tx, CustomerId customer, long set);

  /** The people in a set in the order of their ids, after that one, at most so many. */
  List<UserId> page(Transaction tx, CustomerId customer, long set, long afterUser, int limit);

  /** Puts people in; those who are in it stay. */
  void add(Transaction tx, CustomerId customer, long set, List<UserId> users);
}
