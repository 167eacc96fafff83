package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserLabel;
import java.util.List;
import java.util.Optional;

/**
 * A customer's groups, or its roles: what they are called.
 *
 * @param <T> which of the two
 */
public interface Labels<T extends UserLabel> {
  /**
   * Adds one.
   *
   * @throws AlreadyExists when the customer has one of that name
   */
  void add(T label);

  Optional<T> byId(CustomerId customer, long id);

  Optional<T> byNameKey(CustomerId customer, String nameKey);

  /** A customer's by name key, starting after that key, at most so many. */
  List<T> list(CustomerId customer, String afterNameKey, int limit);

  /**
   * Gives one another name and description.
   *
   * @throws NotFound when it is gone
   * @throws AlreadyExists when the name is taken
   */
  void update(T changed);

  /** Removes one, and takes it from everybody; false when there is none. */
  boolean delete(CustomerId customer, long id);
}
