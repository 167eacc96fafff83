package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.PendingSignIn;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins that wait for their second step, by the SHA-256 of 256 random bits and more. */
public interface PendingSignIns {
  void add(PendingSignIn pending);

  /** Removes all of a person but so many of the newest. */
  void keepNewest(CustomerId customer, UserId user, int kept);

  /** Absent when there is none, or it has expired. */
  Optional<PendingSignIn> find(byte[] digest, Instant now);

  /**
   * Takes one of its tries, before the guess is looked at: two guesses at once take two. Absent
   * when there is none, it has expired, or no try is left.
   */
  Optional<PendingSignIn> takeTry(byte[] digest, Instant now);

  /** Notes which mailed code it waits for; false when there is no such sign-in. */
  boolean awaitCode(byte[] digest, String codeReference);

  /** Uses it up; false when somebody else did first. */
  boolean use(byte[] digest);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
