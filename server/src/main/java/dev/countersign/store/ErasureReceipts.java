package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.ErasureReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Proofs of erasure. */
public interface ErasureReceipts {
  void add(ErasureReceipt receipt);

  Optional<ErasureReceipt> find(CustomerId customer, long id);

  /** A customer's, starting after that id (0 for the first), oldest first, at most so many. */
  List<ErasureReceipt> list(CustomerId customer, long afterId, int limit);

  /** Notes that the keys of all epochs before that one are destroyed; returns how many it marks. */
  int epochsDestroyedBefore(long epoch, Instant at);
}
