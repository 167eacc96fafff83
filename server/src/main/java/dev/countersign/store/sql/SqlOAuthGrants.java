package dev.countersign.store.sql;

import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OAuthGrant;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.OAuthGrants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlOAuthGrants(Handle handle) implements OAuthGrants {
  private static final String SELECT =
      """
      SELECT g.session_id, g.customer_id, g.client_id, g.sso_session_id, g.sid, g.scope,
             g.resource, g.claims, g.jkt, g.acr, g.nonce, g.code_digest
      FROM oauth_grant g
      """;
  private static final String OF_USER =
      SELECT
          + "JOIN session s ON s.id = g.session_id"
          + " WHERE s.customer_id = :customer AND s.user_id = :user";

  @Override
  public void add(OAuthGrant grant) {
    handle
        .createUpdate(
            """
            INSERT INTO oauth_grant
              (session_id, customer_id, client_id, sso_session_id, sid, scope, resource, claims,
               jkt, acr, nonce, code_digest)
            VALUES
              (:session, :customer, :client, :sso, :sid, :scope, :resource, :claims,
               :jkt, :acr, :nonce, :code)\
            """)
        .bind("session", grant.session().value())
        .bind("customer", grant.customerId().value())
        .bind("client", grant.clientId().value())
        .bind("sso", Columns.id(grant.ssoSession()))
        .bind("sid", grant.sid())
        .bind("scope", Columns.words(grant.scopes()))
        .bind("resource", Columns.words(grant.resources()))
        .bind("claims", grant.claims())
        .bind("jkt", grant.jkt())
        .bind("acr", grant.acr())
        .bind("nonce", grant.nonce())
        .bind("code", grant.codeDigest())
        .execute();
  }

  @Override
  public Optional<OAuthGrant> bySession(SessionId session) {
    return handle
        .createQuery(SELECT + "WHERE g.session_id = :session")
        .bind("session", session.value())
        .map(SqlOAuthGrants::grant)
        .findOne();
  }

  @Override
  public List<OAuthGrant> ofSsoSession(SessionId ssoSession) {
    return handle
        .createQuery(SELECT + "WHERE g.sso_session_id = :sso ORDER BY g.session_id")
        .bind("sso", ssoSession.value())
        .map(SqlOAuthGrants::grant)
        .list();
  }

  @Override
  public List<OAuthGrant> ofUser(CustomerId customer, UserId user) {
    return handle
        .createQuery(OF_USER + " ORDER BY g.session_id DESC")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .map(SqlOAuthGrants::grant)
        .list();
  }

  @Override
  public List<OAuthGrant> ofUser(CustomerId customer, UserId user, ClientId client) {
    return handle
        .createQuery(OF_USER + " AND g.client_id = :client ORDER BY g.session_id DESC")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("client", client.value())
        .map(SqlOAuthGrants::grant)
        .list();
  }

  private static OAuthGrant grant(ResultSet row, StatementContext context) throws SQLException {
    return new OAuthGrant(
        new SessionId(row.getLong("session_id")),
        new CustomerId(row.getLong("customer_id")),
        new ClientId(row.getLong("client_id")),
        Columns.optionalSession(row, "sso_session_id"),
        row.getString("sid"),
        Columns.wordSet(row.getString("scope")),
        Columns.words(row.getString("resource")),
        row.getString("claims"),
        row.getString("jkt"),
        row.getString("acr"),
        row.getString("nonce"),
        row.getString("code_digest"));
  }
}
