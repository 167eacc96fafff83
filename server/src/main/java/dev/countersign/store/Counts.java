package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import java.time.Instant;

/**
 * How much a customer has, counted up to a bound: beyond it nobody needs the exact number, and
 * counting would take as long as there are rows.
 */
public interface Counts {
  /** How many people, at most that many. */
  long users(CustomerId customer, int most);

  /** How many sessions of people that have not ended, at most that many. */
  long sessions(CustomerId customer, Instant now, int most);

  /** How many people whose face is kept, at most that many. */
  long faces(CustomerId customer, int most);

  /** How many messages that wait to be delivered, at most that many. */
  long messages(CustomerId customer, int most);
}
