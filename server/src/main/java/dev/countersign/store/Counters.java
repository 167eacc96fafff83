package dev.countersign.store;

/** Numbers the nodes share. */
public interface Counters {
  /** Counts the named number up and returns it; the first is 1. */
  long next(String name);
}
