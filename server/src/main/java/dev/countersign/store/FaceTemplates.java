package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import java.util.List;
import java.util.Optional;

/** People's faces, sealed. Every lookup names the customer. */
public interface FaceTemplates {
  /** Adds the template, or replaces the person's; samples of an earlier one stay. */
  void put(StoredTemplate template);

  Optional<StoredTemplate> find(CustomerId customer, UserId user);

  /** As {@link #find}; until the transaction ends, nobody else changes the template. */
  Optional<StoredTemplate> lock(CustomerId customer, UserId user);

  /** The vectors behind the person's template, by number. */
  List<StoredSample> samples(CustomerId customer, UserId user);

  /** Adds a sample to the person's template. */
  void addSample(CustomerId customer, UserId user, StoredSample sample);

  /** Removes one sample. */
  void deleteSample(CustomerId customer, UserId user, int number);

  /** Removes the person's samples; returns how many. */
  int deleteSamples(CustomerId customer, UserId user);

  /** Removes the person's template with its samples; false when there is none. */
  boolean delete(CustomerId customer, UserId user);

  /** Replaces a sample's sealed vector. */
  void resealSample(CustomerId customer, UserId user, int number, byte[] sealed);

  /**
   * The customer's templates turned in rotations before that one, by user id, starting after that
   * user (0 for the first), at most so many; until the transaction ends, nobody else changes them.
   */
  List<StoredTemplate> lockTurnedBefore(
      CustomerId customer, long rotationEpoch, long afterUser, int limit);

  /** How many of the customer's templates were turned in rotations before that one. */
  long countTurnedBefore(CustomerId customer, long rotationEpoch);

  /** How many templates the customer has. */
  long count(CustomerId customer);

  /** The customers that have templates. */
  List<CustomerId> customers();

  /** The customer's templates by user id, starting after that one (0 for the first). */
  List<Keyed> page(CustomerId customer, long afterUser, int limit);

  /**
   * A template beside the data key it opens with.
   *
   * @param template the sealed template
   * @param key the person's wrapped data key
   */
  record Keyed(StoredTemplate template, WrappedKey key) {}
}
