package dev.countersign.http.docs;

import java.util.List;

/**
 * What lets calls be tried.
 *
 * @param groups every call
 * @param chosen the id of the one that is asked for
 */
public record TryModel(List<CallGroup> groups, String chosen) {
  /** Keeps an unmodifiable copy of the groups. */
  public TryModel {
    groups = List.copyOf(groups);
  }
}
