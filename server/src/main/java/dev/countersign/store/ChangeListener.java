package dev.countersign.store;

/**
 * Tells that {@link FaceChanges} has something new, soon after it was committed, on whichever node.
 * It is a hint that can come late, or without need, or not at all: a command beside the server
 * tells nobody on SQLite. Whoever must know also looks from time to time.
 */
public interface ChangeListener {
  /**
   * Calls back whenever there may be something new, on a thread of the store's: the work must be
   * short and may not throw. Closing ends it.
   */
  Subscription subscribe(Runnable wake);

  /** A running subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
