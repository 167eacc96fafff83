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

/**
 * What this node measures of itself, as tables.
 *
 * @param words of the page's language
 */
record NodeTables(Messages words) {
  Table latencies(List<Latency> all) {
    return Table.of(
        words,
        "console.server.latencies",
        Column.named(
            words,
            "console.",
            "events.dialect",
            "server.calls",
            "server.mean",
            "server.median",
            "server.p95",
            "server.p99"),
        all.stream().map(NodeTables::row).toList(),
        "console.chart.nothing");
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
    return Table.of(
        words,
        "console.server.queues",
        Column.named(words, "console.server.", "queue", "now"),
        all.stream().map(this::row).toList(),
        "console.chart.nothing");
  }

  private List<Cell> row(Reading reading) {
    return List.of(
        new Cell.Words(words.text("console.server.queue." + reading.name())),
        new Cell.Figure(reading.value().map(value -> Long.toString(value)).orElse("\u2013")));
  }
}
