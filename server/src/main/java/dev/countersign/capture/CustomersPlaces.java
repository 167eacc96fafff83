package dev.countersign.capture;

import dev.countersign.capture.Places.Place;
import dev.countersign.domain.CustomerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How much one customer may have of something that all share, so that none has all of it. Each has
 * a queue of its own, which is there as long as a call of theirs is.
 */
final class CustomersPlaces {
  private final int all;
  private final int queue;
  private final Map<CustomerId, Own> customers = new ConcurrentHashMap<>();

  private record Own(Places places, int calls) {}

  CustomersPlaces(int all, int queue) {
    this.all = all;
    this.queue = queue;
  }

  /** Nothing yet, for one call. */
  Place begin(CustomerId customer) {
    return customers.compute(customer, (_, own) -> oneMore(own)).places().nothing();
  }

  private Own oneMore(@Nullable Own own) {
    if (own == null) {
      return new Own(new Places(all, queue), 1);
    }
    return new Own(own.places(), own.calls() + 1);
  }

  /** The call is over, and its place closed. */
  void end(CustomerId customer) {
    customers.computeIfPresent(
        customer, (_, own) -> own.calls() == 1 ? null : new Own(own.places(), own.calls() - 1));
  }
}
