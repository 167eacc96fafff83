package dev.countersign.domain;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param items the page's items, in order
 * @param total how many there are on all pages
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, long total) {
  /** Keeps an unmodifiable copy of the items. */
  public Page {
    items = List.copyOf(items);
  }

  /** How many pages of that size there are; none for an empty list. */
  public long pages(int size) {
    return Math.ceilDiv(total, size);
  }
}
