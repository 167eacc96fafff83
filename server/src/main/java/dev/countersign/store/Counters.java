package dev.countersign.store;

import java.util.OptionalLong;

/** Numbers the nodes share. */
public interface Counters {
  /** Counts the named number up and returns it; the first is 1. */
  long next(String name);

  /** Sets the named number for good, unless it has been set before. */
  void claim(String name, long value);

  /** The named number; absent when it was never set or counted. */
  OptionalLong value(String name);
}
