package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OneTimeCode;
import java.time.Instant;
import java.util.Optional;

/** Codes sent to people, each to be told back once. */
public interface OneTimeCodes {
  void add(OneTimeCode code);

  /**
   * Takes one of the code's tries, before the guess is looked at: two guesses at once take two.
   * Absent when there is no such code of the customer's, it has expired, or no try is left.
   */
  Optional<OneTimeCode> takeTry(CustomerId customer, byte[] digest, Instant now);

  /** Uses the code up; false when somebody else did first. */
  boolean use(CustomerId customer, byte[] digest);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
