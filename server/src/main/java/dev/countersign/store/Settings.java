package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import java.util.Map;

/** What a customer chose for itself, by name. */
public interface Settings {
  /** Everything the customer has set. */
  Map<String, String> all(CustomerId customer);

  /** Sets the values given; the others stay. */
  void put(CustomerId customer, Map<String, String> values);
}
