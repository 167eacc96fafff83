package dev.countersign.store.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Keeps one SQLite connection's prepared statements: SQLite compiles each statement text anew,
 * which costs more than most of our statements' work. The PostgreSQL driver does this by itself.
 * Not thread-safe, like the connection it belongs to.
 */
final class CachedStatements implements StatementBuilder {
  private static final int MOST = 200;

  private final Map<String, PreparedStatement> idle =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= MOST) {
            return false;
          }
          closeQuietly(eldest.getValue());
          return true;
        }
      };
  private final IdentityHashMap<PreparedStatement, String> busy = new IdentityHashMap<>();

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return connection.createStatement();
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return take(connection, sql);
  }

  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = idle.remove(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
    }
    busy.put(statement, sql);
    return statement;
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context) {
    throw new UnsupportedOperationException("SQLite has no stored procedures");
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared) {
      giveBack(prepared, true);
      return;
    }
    statement.close();
  }

  /**
   * Gives back a statement whose next user sets every value anew. The values stay in it until then:
   * SQLite compiles a statement with joins once more after its values were cleared, which is most
   * of the time a lookup takes.
   */
  void giveBack(PreparedStatement statement) throws SQLException {
    giveBack(statement, false);
  }

  /**
   * Makes the statement ready for its next use. An execution that failed, or whose rows were not
   * all read, leaves a statement running; while one runs its connection stays on the snapshot it
   * began with, so that later lookups would not see what has been committed since.
   */
  private void giveBack(PreparedStatement statement, boolean clear) throws SQLException {
    String sql = busy.remove(statement);
    if (sql == null || idle.containsKey(sql)) {
      statement.close();
      return;
    }
    try {
      reset(statement, clear);
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    idle.put(sql, statement);
  }

  private static void reset(PreparedStatement statement, boolean clear) throws SQLException {
    // JDBC has no word for it: closing the result does it, but only when the result was asked for.
    var _ = statement.unwrap(CoreStatement.class).pointer.safeRunInt(DB::reset);
    statement.clearBatch();
    if (clear) {
      statement.clearParameters();
    }
  }

  @Override
  public void close(Connection connection) {
    idle.values().forEach(CachedStatements::closeQuietly);
    idle.clear();
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a statement of this connection's own could not close", e);
    }
  }
}
