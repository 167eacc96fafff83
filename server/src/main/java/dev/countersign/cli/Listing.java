package dev.countersign.cli;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Prints a long list as it is read, page by page: as text, or as one JSON array with an element a
 * line.
 *
 * @param shell where to
 * @param json whether as JSON
 * @param key what the next page starts after
 * @param fields an item for programs
 * @param text an item for people
 * @param <T> what is listed
 */
record Listing<T>(
    Shell shell,
    boolean json,
    Function<T, String> key,
    Function<T, Map<String, Object>> fields,
    Function<T, String> text) {
  private static final int PAGE = 500;

  /** Prints all pages; answers how many items there were. */
  long print(BiFunction<String, Integer, List<T>> pages) {
    long count = 0;
    String after = "";
    List<T> page = pages.apply(after, PAGE);
    open();
    while (!page.isEmpty()) {
      for (T item : page) {
        print(item, count++);
      }
      after = key.apply(page.getLast());
      page = pages.apply(after, PAGE);
    }
    close(count);
    return count;
  }

  /** Prints a list that is short enough to be there at once. */
  long print(List<T> items) {
    open();
    long count = 0;
    for (T item : items) {
      print(item, count++);
    }
    close(count);
    return count;
  }

  private void open() {
    if (json) {
      shell.out().print('[');
    }
  }

  private void print(T item, long before) {
    if (!json) {
      shell.line(text.apply(item));
      return;
    }
    if (before > 0) {
      shell.out().print(',');
    }
    shell.out().print('\n');
    shell.out().print(Shell.text(fields.apply(item)));
  }

  private void close(long count) {
    if (!json) {
      return;
    }
    if (count > 0) {
      shell.out().print('\n');
    }
    shell.line("]");
  }
}
