package dev.countersign.http.console.overview;

import dev.countersign.http.console.Chart;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;
import java.util.List;

/**
 * A customer's overview.
 *
 * @param frame what is around it
 * @param range how far it looks back
 * @param tiles single numbers
 * @param signIns sign-ins over time
 * @param scores what comparisons of faces scored
 * @param dialects sign-ins by dialect
 * @param reasons why things failed
 */
public record OverviewModel(
    ConsoleFrame frame,
    String range,
    List<Tile> tiles,
    Chart signIns,
    Chart scores,
    Table dialects,
    Table reasons) {
  /** Keeps an unmodifiable copy. */
  public OverviewModel {
    tiles = List.copyOf(tiles);
  }

  /** A single number. */
  public record Tile(String label, String value) {}
}
