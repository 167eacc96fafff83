package dev.countersign.http.console.server;

import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Optional;

/** Tables of which there is one page. */
final class Listed {
  private Listed() {}

  /**
   * A table.
   *
   * @param title the name of its caption's text
   * @param columns the names of its heads' texts
   * @param none the name of what is said where it is empty
   */
  static Table of(
      Messages words, String title, List<String> columns, List<List<Cell>> rows, String none) {
    return new Table(
        words.text(title),
        columns.stream().map(key -> Column.of(words.text(key))).toList(),
        rows,
        Optional.empty(),
        Optional.empty(),
        words.text(none));
  }
}
