package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The secrets of people's apps for one-time codes, one for each person. */
public interface TotpSecrets {
  /** Stores an unconfirmed secret in place of another such; false when there is a confirmed one. */
  boolean begin(TotpSecret secret);

  Optional<TotpSecret> find(CustomerId customer, UserId user);

  /**
   * Confirms the secret by the code of that time step.
   *
   * @return false when it was confirmed before, or another one has taken its place
   */
  boolean confirm(TotpSecret secret, long step, Instant now);

  /**
   * Takes the code of that time step, in one conditional change: of two who tell the same code one
   * is refused.
   *
   * @return false when a code of that step or a later one was taken, or nothing is confirmed
   */
  boolean use(TotpSecret secret, long step);

  /** A customer's people's secrets by person, after that one (0 for the first), at most so many. */
  List<TotpSecret> page(CustomerId customer, long afterUser, int limit);

  /** Writes a secret exactly as given, in place of the person's if there is one. */
  void put(TotpSecret secret);

  /** Removes it; false when there is none. */
  boolean delete(CustomerId customer, UserId user);
}
