package dev.countersign.http.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What a page shows.
 *
 * @param status the HTTP status
 * @param template the file below {@code src/main/jte}
 * @param model what the template calls {@code page}
 * @param formTargets origins beside this one that a form of the page may end up at
 */
public record View(int status, String template, Object model, List<String> formTargets) {
  /** Keeps an unmodifiable copy of the targets. */
  public View {
    formTargets = List.copyOf(formTargets);
  }

  /** A page whose forms stay here. */
  public static View of(int status, String template, Object model) {
    return new View(status, template, model, List.of());
  }

  /** The same page; a form of it may lead on to those origins. */
  public View leadingTo(List<String> origins) {
    List<String> more = new ArrayList<>(formTargets);
    more.addAll(origins);
    return new View(status, template, model, more);
  }
}
