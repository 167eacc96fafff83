package dev.countersign.audit;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.AuditLook.Position;
import dev.countersign.domain.AuditLook.Whose.OfCustomer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Page;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a customer's part of the trail. */
public final class AuditReview {
  private static final List<String> KINDS =
      Arrays.stream(AuditKind.values()).map(AuditKind::text).toList();

  /** Later than anything that happens. */
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Store store;

  public AuditReview(Store store) {
    this.store = store;
  }

  /** Looks through the trail, of one customer or, for operators, of everybody. */
  public AuditLook.Seen look(AuditLook look) {
    return store.read(tx -> tx.audit().look(look));
  }

  /** Every kind there is, as stored. */
  public static List<String> kinds() {
    return KINDS;
  }

  /**
   * What concerned a person, newest first, at most so many.
   *
   * @param before only what came before that event, or null to begin with the newest
   */
  public List<AuditEvent> ofUser(
      CustomerId customer, UserId user, @Nullable Position before, int limit) {
    AuditLook look =
        new AuditLook(
            new OfCustomer(customer), null, null, null, user, Instant.EPOCH, NEVER, before, limit);
    return look(look).events();
  }

  /**
   * One page, newest first.
   *
   * @param kind only events of that kind, or of all
   * @param from since when
   * @param to until before when
   * @throws InvalidInput when there is no such kind
   */
  public Page<AuditEvent> page(
      CustomerId customer,
      Optional<String> kind,
      Instant from,
      Instant to,
      long offset,
      int limit) {
    List<String> kinds = kind.map(List::of).orElse(KINDS);
    if (!KINDS.containsAll(kinds)) {
      throw new InvalidInput("There is no such kind of event");
    }
    return store.read(tx -> tx.audit().page(customer, kinds, from, to, offset, limit));
  }
}
