package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people whose templates do not decrypt: their customers are searched without them. */
final class Unreadable {
  private static final Logger log = LoggerFactory.getLogger(Unreadable.class);
  private static final int NAMED = 10;

  private final Map<CustomerId, Set<UserId>> people = new ConcurrentHashMap<>();

  void add(CustomerId customer, UserId user) {
    people.computeIfAbsent(customer, _ -> ConcurrentHashMap.newKeySet()).add(user);
  }

  void remove(CustomerId customer, UserId user) {
    Set<UserId> known = people.get(customer);
    if (known != null) {
      known.remove(user);
    }
  }

  boolean has(CustomerId customer, UserId user) {
    return people.getOrDefault(customer, Set.of()).contains(user);
  }

  void clear(CustomerId customer) {
    people.remove(customer);
  }

  void clear() {
    people.clear();
  }

  long count() {
    return people.values().stream().mapToLong(Set::size).sum();
  }

  /** Says it in the log, if there are any of that customer. */
  void warn(CustomerId customer) {
    Set<UserId> known = people.getOrDefault(customer, Set.of());
    if (known.isEmpty()) {
      return;
    }
    List<UserId> first = known.stream().limit(NAMED).toList();
    log.warn(
        "Customer {} has faces that do not decrypt and cannot be found: {}. They were changed, or"
            + " put back from an old copy. Erase and enrol these people again; the first of them:"
            + " {}",
        customer,
        known.size(),
        first);
  }
}
