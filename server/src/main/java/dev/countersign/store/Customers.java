package dev.countersign.store;

import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import java.util.List;
import java.util.Optional;

/** The organisations. */
public interface Customers {
  /**
   * Adds a customer.
   *
   * @throws AlreadyExists when the name is taken
   */
  void add(Customer customer);

  Optional<Customer> byId(CustomerId id);

  Optional<Customer> byNameKey(String nameKey);

  /** The one created first; absent while there is none. */
  Optional<Customer> oldest();

  /** All of them, by name key. */
  List<Customer> list();

  /** By name key, starting after that key, at most so many. */
  List<Customer> list(String afterNameKey, int limit);

  /** The same, of those whose name key begins so. */
  List<Customer> list(String beginning, String afterNameKey, int limit);

  /** Removes a customer with everything it owns; false when there is none. */
  boolean delete(CustomerId id);
}
