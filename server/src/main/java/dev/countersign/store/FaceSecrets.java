package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import java.time.Instant;
import java.util.SortedMap;

/** The secrets behind customers' orthogonal transforms, sealed. */
public interface FaceSecrets {
  /** Adds the secret of a rotation unless it has one; false when it has. */
  boolean add(CustomerId customer, long rotationEpoch, byte[] sealed, Instant createdAt);

  /** The customer's secrets by rotation; the last is the current one. */
  SortedMap<Long, byte[]> all(CustomerId customer);

  /**
   * As {@link #all}; until the transaction ends, none of them is removed, so that a template may be
   * turned by one. Many may hold them.
   */
  SortedMap<Long, byte[]> hold(CustomerId customer);

  /** As {@link #all}; waits for those who hold them, and until the transaction ends nobody does. */
  SortedMap<Long, byte[]> lock(CustomerId customer);

  /** Removes the secrets of rotations before that one. */
  void deleteBefore(CustomerId customer, long rotationEpoch);
}
