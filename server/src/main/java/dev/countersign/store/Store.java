package dev.countersign.store;

import java.util.function.Function;

/** The database behind the server: SQLite in the data folder, or PostgreSQL. */
public interface Store extends AutoCloseable {

  /**
   * Runs the work in one write transaction and returns once it is durable. When the work throws,
   * nothing of it is kept and the exception reaches the caller. The work may be run again after a
   * conflict with another node, so it has no effect but on the transaction it is given, and it does
   * nothing slow: others wait.
   *
   * @throws StoreUnavailable when the database cannot be reached or has no room for another writer
   */
  <T> T write(Function<Transaction, T> work);

  /**
   * Runs the work on a connection that cannot write. Each statement sees everything committed
   * before it.
   *
   * @throws StoreUnavailable when the database cannot be reached
   */
  <T> T read(Function<Transaction, T> work);

  /**
   * Runs the work on a connection that cannot write and that sees the database as it was when the
   * work began, however long it takes. For work that is long and must be consistent in itself.
   *
   * @throws StoreUnavailable when the database cannot be reached
   */
  <T> T snapshot(Function<Transaction, T> work);

  /** The lookups every authenticated request makes. */
  LiveSessions live();

  /** Tells when galleries have something to learn. */
  ChangeListener faceChanges();

  /** What {@code doctor}, health checks and backups ask of the database. */
  Maintenance maintenance();

  /** Waits for writes under way and closes every connection. */
  @Override
  void close();
}
