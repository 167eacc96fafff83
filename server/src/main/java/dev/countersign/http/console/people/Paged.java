package dev.countersign.http.console.people;

import dev.countersign.domain.UserId;
import dev.countersign.http.console.TableQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list of which one more than a page holds was asked for.
 *
 * @param rows of this page
 * @param more whether there are others after them
 */
record Paged<T>(List<T> rows, boolean more) {
  /** Keeps an unmodifiable copy. */
  Paged {
    rows = List.copyOf(rows);
  }

  static <T> Paged<T> of(List<T> oneMore) {
    if (oneMore.size() <= TableQuery.ROWS) {
      return new Paged<>(oneMore, false);
    }
    return new Paged<>(oneMore.subList(0, TableQuery.ROWS), true);
  }

  /** What the next page comes after. */
  Optional<String> next(Function<T, String> cursor) {
    return more ? Optional.of(cursor.apply(rows.getLast())) : Optional.empty();
  }

  /** A number that a page comes after, 0 for the first. */
  static long number(String after) {
    return UserId.parse(after).map(UserId::value).orElse(0L);
  }
}
