package dev.countersign.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures as a Markdown table on standard output. */
final class Table {
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print() {
    System.out.println("| " + String.join(" | ", columns) + " |");
    System.out.println("|" + String.join("|", Collections.nCopies(columns.size(), " --- ")) + "|");
    rows.forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
    System.out.println();
  }

  static String number(double value) {
    return "%,.0f".formatted(value);
  }

  static String ratio(double value) {
    return "%.2f".formatted(value);
  }

  static String millis(double value) {
    return "%.2f ms".formatted(value);
  }
}
