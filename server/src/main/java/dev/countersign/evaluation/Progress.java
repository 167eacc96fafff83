package dev.countersign.evaluation;

/** Hears how far the work is. Called by several threads, one at a time. */
@FunctionalInterface
public interface Progress {
  /** So many of so many pictures are done. */
  void done(int pictures, int of);
}
