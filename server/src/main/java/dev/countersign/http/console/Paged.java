package dev.countersign.http.console;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of something, of which one more than a page holds was asked for: so that nobody is led on
 * to a page without rows.
 *
 * @param rows of this page
 * @param more whether there are others after them
 */
public record Paged<T>(List<T> rows, boolean more) {
  /** How many rows to ask for. */
  public static final int ASKED = TableQuery.ROWS + 1;

  /** Keeps an unmodifiable copy. */
  public Paged {
    rows = List.copyOf(rows);
  }

  /** The page, of that many or fewer. */
  public static <T> Paged<T> of(List<T> asked) {
    if (asked.size() < ASKED) {
      return new Paged<>(asked, false);
    }
    return new Paged<>(asked.subList(0, TableQuery.ROWS), true);
  }

  /** What the next page comes after. */
  public Optional<String> next(Function<T, String> cursor) {
    return more ? Optional.of(cursor.apply(rows.getLast())) : Optional.empty();
  }
}
