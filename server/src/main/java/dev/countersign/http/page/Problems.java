package dev.countersign.http.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a form that is to be put right, listed above it and said again at each field.
 *
 * @param all in the order of the fields
 */
public record Problems(List<Problem> all) {
  /** The form is as it should be, or was not sent yet. */
  public static final Problems NONE = new Problems(List.of());

  /** Keeps an unmodifiable copy. */
  public Problems {
    all = List.copyOf(all);
  }

  /** One problem. */
  public static Problems of(String field, String text) {
    return new Problems(List.of(new Problem(field, text, false)));
  }

  /** One problem with the form as a whole; it is put right beginning at that field. */
  public static Problems ofForm(String field, String text) {
    return new Problems(List.of(new Problem(field, text, true)));
  }

  /** The same and one more. */
  public Problems and(String field, String text) {
    List<Problem> more = new ArrayList<>(all);
    more.add(new Problem(field, text, false));
    return new Problems(more);
  }

  /** Whether there is nothing to put right. */
  public boolean none() {
    return all.isEmpty();
  }

  /** What is wrong with that field. */
  public Optional<String> at(String field) {
    return all.stream()
        .filter(one -> !one.ofForm() && one.field().equals(field))
        .map(Problem::text)
        .findFirst();
  }

  /**
   * The ids of what is said about that field, for {@code aria-describedby}; null when nothing is.
   *
   * @param hinted whether a hint stands at it
   */
  public @Nullable String describing(String field, boolean hinted) {
    StringJoiner ids = new StringJoiner(" ");
    if (hinted) {
      ids.add(field + "-hint");
    }
    if (at(field).isPresent()) {
      ids.add(field + "-problem");
    }
    return ids.length() == 0 ? null : ids.toString();
  }
}
