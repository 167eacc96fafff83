package dev.countersign.store;

import java.nio.file.Path;
import java.util.List;

/** What health checks, {@code doctor} and {@code backup} ask of the database. */
public interface Maintenance {
  /** Asks the database for a sign of life. */
  void ping();

  /** Whether every change of the schema that this release knows was made; quick. */
  boolean schemaUpToDate();

  /** What kind of database it is and which version, for people. */
  String description();

  /** The database's own integrity check: every problem it found, none if all is well. */
  List<String> integrityProblems();

  /**
   * Writes a consistent copy while everything runs.
   *
   * @throws UnsupportedOperationException when the database has its own tool for that; the message
   *     says which
   */
  void backup(Path file);

  /**
   * Overwrites what deleted rows leave behind in the database's own files, as far as the database
   * can: SQLite folds its log into the file and empties it. Writers are held up for moments only.
   *
   * @return false when somebody still reads what was before; trying again later helps
   */
  boolean scrub();

  /** Connections in use, for metrics. */
  int busyConnections();

  /** Writes waiting for their turn, for metrics. */
  int queuedWrites();
}
