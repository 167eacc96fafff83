package dev.countersign.http.console.events;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Filter;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * A part of the trail.
 *
 * @param frame what is around it
 * @param table its events
 * @param filters by what it is filtered
 * @param csv where the same is to be had as comma-separated values
 * @param json where the same is to be had as JSON lines
 * @param asked whether the filters mean something
 * @param newest whether it begins with the newest, and so can be followed
 */
public record EventsModel(
    ConsoleFrame frame,
    Table table,
    List<Filter> filters,
    String csv,
    String json,
    boolean asked,
    boolean newest) {
  /** Keeps an unmodifiable copy. */
  public EventsModel {
    filters = List.copyOf(filters);
  }
}
