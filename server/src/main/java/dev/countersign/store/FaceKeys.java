package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import java.util.List;
import java.util.Optional;

/** People's data keys, wrapped. */
public interface FaceKeys {
  /** Adds a person's key unless there is one; false when there is. */
  boolean add(WrappedKey key);

  Optional<WrappedKey> find(CustomerId customer, UserId user);

  /** Removes a person's key: what it sealed is unreadable. False when there was none. */
  boolean delete(CustomerId customer, UserId user);

  /** Keys wrapped in epochs before that one, at most so many. */
  List<WrappedKey> wrappedBefore(long epoch, int limit);

  /** Replaces a key's wrapping while it still is the one given; false when it is not. */
  boolean rewrap(WrappedKey old, long epoch, byte[] wrapped);

  /** How many keys are wrapped in epochs before that one, those of pictures included. */
  long countBefore(long epoch);
}
