package dev.countersign.http.console.overview;

import dev.countersign.http.console.Chart;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * The server's overview.
 *
 * @param frame what is around it
 * @param range how far it looks back
 * @param tiles single numbers
 * @param signIns everybody's sign-ins over time
 * @param dialects the same, dialect by dialect
 * @param latencies how long calls take
 * @param queues what waits
 * @param reasons why things failed
 */
public record ServerModel(
    ConsoleFrame frame,
    String range,
    List<OverviewModel.Tile> tiles,
    Chart signIns,
    List<Chart> dialects,
    Table latencies,
    Table queues,
    Table reasons) {
  /** Keeps unmodifiable copies. */
  public ServerModel {
    tiles = List.copyOf(tiles);
    dialects = List.copyOf(dialects);
  }
}
