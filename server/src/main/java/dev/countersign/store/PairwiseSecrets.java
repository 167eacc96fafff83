package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import java.util.Optional;

/** What the pairwise subjects of a customer's people are derived from; never changed. */
public interface PairwiseSecrets {
  /** The customer's secret, encrypted under the key-encryption key. */
  Optional<byte[]> of(CustomerId customer);

  /** Keeps the customer's secret; false when it has one. */
  boolean add(CustomerId customer, byte[] sealed);
}
