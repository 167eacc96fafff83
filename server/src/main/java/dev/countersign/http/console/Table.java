package dev.countersign.http.console;

import dev.countersign.http.page.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that is paged on the server.
 *
 * @param caption what it lists, for those who hear the page
 * @param columns from left to right
 * @param rows from top to bottom
 * @param first the link to the first page, where this is another
 * @param next the link to the page after this one, if there is one
 * @param empty what is said where there are no rows
 */
public record Table(
    String caption,
    List<Column> columns,
    List<List<Cell>> rows,
    Optional<String> first,
    Optional<String> next,
    String empty) {
  /** Keeps unmodifiable copies. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A table of which there is one page. The texts are named by their keys.
   *
   * @param words of the page's language
   */
  public static Table of(
      Messages words, String caption, List<Column> columns, List<List<Cell>> rows, String empty) {
    return new Table(
        words.text(caption), columns, rows, Optional.empty(), Optional.empty(), words.text(empty));
  }

  /**
   * The same as one page of several.
   *
   * @param query which page was asked for
   * @param next what the page after this one comes after, if there is one
   */
  public Table paged(TableQuery query, Optional<String> next) {
    return new Table(caption, columns, rows, query.first(), next.map(query::next), empty);
  }

  /** Whether numbers stand in that column. */
  public boolean figures(int column) {
    return !rows.isEmpty() && rows.getFirst().get(column) instanceof Cell.Figure;
  }

  /**
   * One column.
   *
   * @param title its head
   * @param sort the link that sorts by it, if that is possible
   * @param sorted {@code ascending} or {@code descending} where the table is sorted by it (WAI-ARIA
   *     1.2, {@code aria-sort}), else null
   */
  public record Column(String title, Optional<String> sort, @Nullable String sorted) {
    /** One that cannot be sorted by. */
    public static Column of(String title) {
      return new Column(title, Optional.empty(), null);
    }

    /**
     * Several of those.
     *
     * @param prefix what the names of their heads' texts begin with
     * @param names what they end with
     */
    public static List<Column> named(Messages words, String prefix, String... names) {
      return Stream.of(names).map(name -> of(words.text(prefix + name))).toList();
    }
  }

  /** What stands in one place of the table. */
  public sealed interface Cell {
    /** Words; the text is written as it is. */
    record Words(String text) implements Cell {}

    /** Words that lead to a page. */
    record Link(String text, String path) implements Cell {}

    /** A moment. */
    record Moment(Optional<Instant> at) implements Cell {}

    /** A number, which stands at the right. */
    record Figure(String text) implements Cell {}

    /**
     * A button that does something about the row at once.
     *
     * @param text what it does
     * @param about what it does that to, for those who hear the page
     * @param path where it is sent
     */
    record Act(String text, String about, String path) implements Cell {}

    /** What people call something, with the name that programs know it by. */
    record Named(String text, String name) implements Cell {}

    /** What cannot be read but compared: an id, a digest. */
    record Code(String text) implements Cell {}

    /**
     * A short mark.
     *
     * @param tone {@code good}, {@code bad} or {@code plain}
     */
    record Badge(String text, String tone) implements Cell {}
  }
}
