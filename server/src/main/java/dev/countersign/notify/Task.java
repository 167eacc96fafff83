package dev.countersign.notify;

import java.util.Map;

/**
 * Work that is done after the request that asked for it was answered, so that the answer tells
 * nothing about it, not even by the time it takes.
 *
 * @param name which work
 * @param fields what it needs to know
 */
public record Task(String name, Map<String, String> fields) {
  /** Keeps an unmodifiable copy of the fields. */
  public Task {
    fields = Map.copyOf(fields);
  }

  /** Without the fields: they tell of people. */
  @Override
  public String toString() {
    return "Task[" + name + "]";
  }
}
