package dev.countersign.store.sql;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.LogoutNotice;
import dev.countersign.domain.UserId;
import dev.countersign.store.LogoutNotices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlLogoutNotices(Handle handle, Engine engine) implements LogoutNotices {
  /**
   * Leaves a notice for every client that wants to be told of the end of the sessions of which the
   * condition holds: one for each of its {@code sid}s, however many grants it has under it.
   */
  static void leave(Handle handle, String condition, Map<String, ?> values) {
    handle
        .createUpdate(
            """
            INSERT INTO logout_notice (id, customer_id, client_id, user_id, sid)
            SELECT min(g.session_id), g.customer_id, g.client_id, s.user_id, g.sid
            FROM oauth_grant g
              JOIN session s ON s.id = g.session_id
              JOIN client c ON c.id = g.client_id
            WHERE c.notify_logout = 1 AND s.user_id IS NOT NULL AND g.sso_session_id IS NOT NULL
              AND g.session_id IN
                (SELECT id FROM session WHERE %1$s
                 UNION
                 SELECT session_id FROM oauth_grant
                 WHERE sso_session_id IN (SELECT id FROM session WHERE %1$s))
            GROUP BY g.customer_id, g.client_id, s.user_id, g.sid
            ON CONFLICT (id) DO NOTHING\
            """
                .formatted(condition))
        .bindMap(values)
        .execute();
  }

  @Override
  public List<LogoutNotice> take(int limit) {
    List<LogoutNotice> taken =
        handle
            .createQuery(
                "SELECT id, customer_id, client_id, user_id, sid FROM logout_notice"
                    + " ORDER BY id LIMIT :limit"
                    + engine.skipLocked())
            .bind("limit", limit)
            .map(SqlLogoutNotices::notice)
            .list();
    for (LogoutNotice notice : taken) {
      handle
          .createUpdate("DELETE FROM logout_notice WHERE id = :id")
          .bind("id", notice.id())
          .execute();
    }
    return taken;
  }

  private static LogoutNotice notice(ResultSet row, StatementContext context) throws SQLException {
    return new LogoutNotice(
        row.getLong("id"),
        new CustomerId(row.getLong("customer_id")),
        new ClientId(row.getLong("client_id")),
        new UserId(row.getLong("user_id")),
        row.getString("sid"));
  }
}
