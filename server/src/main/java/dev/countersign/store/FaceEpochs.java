package dev.countersign.store;

import dev.countersign.domain.FaceEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The epochs of the keys that wrap data keys. */
public interface FaceEpochs {
  /** The current epoch; absent before the first. */
  OptionalLong current();

  /**
   * The current epoch, which stays current until the transaction ends: what is wrapped under it is
   * committed before the next epoch begins. Many may hold it.
   */
  OptionalLong hold();

  /**
   * Makes the epoch current. False when another one after its predecessor came first; the caller's
   * key is of no use then.
   */
  boolean begin(FaceEpoch epoch);

  Optional<FaceEpoch> find(long number);

  /** All of them, oldest first. */
  List<FaceEpoch> list();

  /** Notes that the keys of all epochs before that one are destroyed. */
  void destroyedBefore(long number, Instant at);
}
