package dev.countersign.http.console.settings;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * What became of what was sent.
 *
 * @param frame what is around it
 * @param filters what it is narrowed by
 * @param table one page of it
 */
public record DeliveriesModel(ConsoleFrame frame, List<Filter> filters, Table table) {
  /** Keeps an unmodifiable copy. */
  public DeliveriesModel {
    filters = List.copyOf(filters);
  }
}
