package dev.countersign.http.console.overview;

import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import dev.countersign.metrics.Latencies.Estimate;
import dev.countersign.metrics.Latencies.Latency;
import dev.countersign.metrics.Readings.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What this node measures of itself, as tables.
 *
 * @param words of the page's language
 */
record NodeTables(Messages words) {
  Table latencies(List<Latency> all) {
    return table(
        "console.server.latencies",
        List.of(
            "console.events.dialect",
            "console.server.calls",
            "console.server.mean",
            "console.server.median",
            "console.server.p95",
            "console.server.p99"),
        all.stream().map(NodeTables::row).toList());
  }

  private static List<Cell> row(Latency latency) {
    return List.of(
        new Cell.Words(latency.dialect()),
        new Cell.Figure(Long.toString(latency.calls())),
        new Cell.Figure(millis(latency.mean())),
        estimate(latency.median()),
        estimate(latency.p95()),
        estimate(latency.p99()));
  }

  private static Cell estimate(Estimate estimate) {
    String text = millis(estimate.millis());
    return new Cell.Figure(estimate.orMore() ? "\u2265 " + text : text);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }

  Table queues(List<Reading> all) {
    return table(
        "console.server.queues",
        List.of("console.server.queue", "console.server.now"),
        all.stream().map(this::row).toList());
  }

  private List<Cell> row(Reading reading) {
    return List.of(
        new Cell.Words(words.text("console.server.queue." + reading.name())),
        new Cell.Figure(reading.value().map(value -> Long.toString(value)).orElse("\u2013")));
  }

  private Table table(String title, List<String> columns, List<List<Cell>> rows) {
    return new Table(
        words.text(title),
        columns.stream().map(key -> Column.of(words.text(key))).toList(),
        rows,
        Optional.empty(),
        Optional.empty(),
        words.text("console.chart.nothing"));
  }
}
