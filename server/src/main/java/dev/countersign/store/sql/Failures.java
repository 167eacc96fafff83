package dev.countersign.store.sql;

import dev.countersign.store.AlreadyExists;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.StoreUnavailable;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.config.Configurable;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failed statement means to those who asked for it: the same on both databases. */
final class Failures {
  private static final String FOREIGN_KEY = "23503";
  private static final String UNIQUE = "23505";

  /** Serialisation failure and deadlock: another node was in the way, running again helps. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  private static final Set<SQLiteErrorCode> SQLITE_UNIQUE =
      Set.of(
          SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE, SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY);

  private Failures() {}

  /** Keeps bound values, which are personal data and hashes, out of exceptions and so of logs. */
  static <T extends Configurable<T>> T hidingValues(T jdbi) {
    return jdbi.configure(
        StatementExceptions.class, config -> config.setMessageRendering(MessageRendering.NONE));
  }

  /** Whether running the transaction again may succeed. */
  static boolean conflict(Throwable thrown) {
    return state(thrown, CONFLICTS);
  }

  /** The exception the caller gets. */
  static RuntimeException translated(String what, Throwable thrown) {
    RuntimeException failure = named(what, thrown);
    if (failure.getCause() == null) {
      failure.initCause(thrown);
    }
    return failure;
  }

  private static RuntimeException named(String what, Throwable thrown) {
    if (state(thrown, Set.of(UNIQUE)) || sqlite(thrown, SQLITE_UNIQUE)) {
      return new AlreadyExists("something of that name or identity");
    }
    if (state(thrown, Set.of(FOREIGN_KEY))
        || sqlite(thrown, Set.of(SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY))) {
      return new ChangedMeanwhile("what the row belongs to");
    }
    return new StoreUnavailable(Reasons.added(what, thrown), thrown);
  }

  private static boolean state(Throwable thrown, Set<String> states) {
    return states(thrown).anyMatch(states::contains);
  }

  private static boolean sqlite(Throwable thrown, Set<SQLiteErrorCode> codes) {
    return codes(thrown).anyMatch(codes::contains);
  }

  /** What PostgreSQL has called it, from the outermost cause that has a name on. */
  static Stream<String> states(Throwable thrown) {
    return causes(thrown, SQLException.class)
        .map(SQLException::getSQLState)
        .filter(Objects::nonNull);
  }

  /** What SQLite has called it. */
  static Stream<SQLiteErrorCode> codes(Throwable thrown) {
    return causes(thrown, SQLiteException.class).map(SQLiteException::getResultCode);
  }

  private static <E extends Throwable> Stream<E> causes(Throwable thrown, Class<E> kind) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
