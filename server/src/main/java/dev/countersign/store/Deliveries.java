package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.DeliveryRecord;
import dev.countersign.domain.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of messages. */
public interface Deliveries {
  /** Notes how a try ended, in place of the one before. */
  void put(DeliveryRecord delivery);

  /** What became of that message of the customer's. */
  Optional<DeliveryRecord> find(CustomerId customer, long id);

  /**
   * A customer's, newest first, at most so many.
   *
   * @param kind only those that left so, or empty
   * @param state only those whose last try ended so, or empty
   * @param before only those older than that id; {@link Long#MAX_VALUE} for all
   */
  List<DeliveryRecord> list(
      CustomerId customer,
      Optional<OutboxMessage.Kind> kind,
      Optional<DeliveryRecord.State> state,
      long before,
      int limit);

  /** Removes at most so many that were last tried before then; returns how many. */
  int deleteBefore(Instant triedBefore, int limit);
}
