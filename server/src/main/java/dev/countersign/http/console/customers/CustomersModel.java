package dev.countersign.http.console.customers;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * The list of customers.
 *
 * @param frame what is around it
 * @param filters what it is searched by
 * @param table one page of them
 */
public record CustomersModel(ConsoleFrame frame, List<Filter> filters, Table table) {
  /** Keeps an unmodifiable copy. */
  public CustomersModel {
    filters = List.copyOf(filters);
  }
}
