package dev.countersign.http.console.clients;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * A customer's clients.
 *
 * @param frame what is around it
 * @param path of the page
 * @param filters what they are searched by
 * @param table one page of them
 */
public record ClientsModel(ConsoleFrame frame, String path, List<Filter> filters, Table table) {
  /** Keeps an unmodifiable copy. */
  public ClientsModel {
    filters = List.copyOf(filters);
  }
}
