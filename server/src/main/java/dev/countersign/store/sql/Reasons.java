package dev.countersign.store.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/**
 * Why a database fails, and what to do about it, in words for operators. The drivers' own words are
 * not repeated: they may hold values of rows.
 */
final class Reasons {
  /** By how SQLite's name of the failure begins; what it says more tells where, not what to do. */
  private static final List<Map.Entry<String, String>> SQLITE =
      List.of(
          Map.entry("SQLITE_FULL", "the disk is full; make room on it"),
          Map.entry(
              "SQLITE_READONLY",
              "the database file or its folder may not be written to by this user; mend their owner"
                  + " and permissions"),
          Map.entry(
              "SQLITE_CANTOPEN",
              "the database file, or one beside it, cannot be opened; mend the owner and the"
                  + " permissions of its folder"),
          Map.entry(
              "SQLITE_BUSY",
              "another process has kept it locked; end that one, or try again later"),
          Map.entry("SQLITE_CORRUPT", "the database file is damaged; restore the last backup"),
          Map.entry(
              "SQLITE_NOTADB",
              "the file is no SQLite database, or its beginning is damaged; restore the last"
                  + " backup"),
          Map.entry("SQLITE_IOERR", "the disk could not be read or written; look at its health"));

  /** By how PostgreSQL's SQLSTATE begins. */
  private static final List<Map.Entry<String, String>> POSTGRES =
      List.of(
          Map.entry("08", "the connection to the database broke off"),
          Map.entry(
              "25006",
              "the database takes no writes; it is a standby, or set to read only"
                  + " (default_transaction_read_only)"),
          Map.entry("42501", "the database role lacks a privilege; grant it"),
          Map.entry("53100", "the disk of the database server is full; make room on it"),
          Map.entry("53300", "the database server has no connection left; raise max_connections"),
          Map.entry("55P03", "somebody holds a lock on what is needed"),
          Map.entry(
              "57014", "the statement was cancelled; it took longer than the database allows"),
          Map.entry("57P", "the database server is stopping or starting"),
          // XX000 is every failure PostgreSQL has no other word for.
          Map.entry("XX001", "the database is damaged; restore the last backup"),
          Map.entry("XX002", "an index of the database is damaged; run REINDEX"));

  private Reasons() {}

  /** The message with the reason behind it, where one is known. */
  static String added(String message, Throwable thrown) {
    return of(thrown).map(reason -> message + ": " + reason).orElse(message);
  }

  /** The reason, where one is known. */
  static Optional<String> of(Throwable thrown) {
    Optional<String> code = Failures.codes(thrown).findFirst().map(SQLiteErrorCode::name);
    Optional<String> state = Failures.states(thrown).findFirst();
    return code.flatMap(name -> first(SQLITE, name))
        .or(() -> state.flatMap(name -> first(POSTGRES, name)));
  }

  private static Optional<String> first(List<Map.Entry<String, String>> known, String name) {
    return known.stream()
        .filter(one -> name.startsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
