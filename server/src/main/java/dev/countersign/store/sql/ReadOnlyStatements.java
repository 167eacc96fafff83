package dev.countersign.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Refuses to change anything on a connection that was lent for reading, as SQLite's readers do by
 * themselves; PostgreSQL would need another round trip to be told.
 */
final class ReadOnlyStatements extends DefaultStatementBuilder {
  private static final String READ_ONLY_TRANSACTION = "25006";

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    if (!sql.startsWith("SELECT")) {
      throw new SQLException("attempt to write on a connection for reading", READ_ONLY_TRANSACTION);
    }
    return super.create(connection, sql, context);
  }
}
