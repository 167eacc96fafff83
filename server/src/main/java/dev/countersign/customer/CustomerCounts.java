package dev.countersign.customer;

import dev.countersign.domain.CustomerId;
import dev.countersign.store.Store;
import java.time.InstantSource;

/** How much a customer has, for those who look after it. */
public final class CustomerCounts {
  /** Beyond that nobody needs the exact number, and counting would take long. */
  public static final int MOST = 10_000;

  private final Store store;
  private final InstantSource clock;

  public CustomerCounts(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What there is; {@link #MOST} means that many or more.
   *
   * @param users people
   * @param sessions sessions of people that have not ended
   * @param faces people whose face is kept
   * @param messages mails and callbacks that wait to be delivered
   */
  public record Counted(long users, long sessions, long faces, long messages) {}

  /** What that customer has. */
  public Counted of(CustomerId customer) {
    return store.read(tx ->
        new Counted(
            tx.counts().users(customer, MOST),
            tx.counts().sessions(customer, clock.instant(), MOST),
            tx.counts().faces(customer, MOST),
            tx.counts().messages(customer, MOST)));
  }
}
