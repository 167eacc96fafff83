package dev.countersign.store.sql;

import dev.countersign.domain.AuthorizationCode;
import dev.countersign.domain.AuthorizationCode.Request;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.UserId;
import dev.countersign.store.AuthorizationCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

record SqlAuthorizationCodes(Handle handle) implements AuthorizationCodes {
  @Override
  public void add(AuthorizationCode code) {
    handle
        .createUpdate(
            """
            INSERT INTO authorization_code
              (digest, customer_id, client_id, user_id, parent_id, request, issued_session,
               created_at, expires_at)
            VALUES
              (:digest, :customer, :client, :user, :parent, :request, :issued,
               :createdAt, :expiresAt)\
            """)
        .bind("digest", code.digest())
        .bind("customer", code.customerId().value())
        .bind("client", code.clientId().value())
        .bind("user", code.userId().value())
        .bind("parent", Columns.id(code.parent()))
        .bind("request", JsonColumn.write(StoredRequest.of(code.request())))
        .bind("issued", Columns.id(code.issuedSession()))
        .bind("createdAt", code.createdAt().toEpochMilli())
        .bind("expiresAt", code.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<AuthorizationCode> find(byte[] digest) {
    return handle
        .createQuery(
            """
            SELECT digest, customer_id, client_id, user_id, parent_id, request, issued_session,
                   created_at, expires_at
            FROM authorization_code WHERE digest = :digest\
            """)
        .bind("digest", digest)
        .map(SqlAuthorizationCodes::code)
        .findOne();
  }

  @Override
  public boolean redeem(byte[] digest, SessionId issued, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE authorization_code SET issued_session = :issued
                WHERE digest = :digest AND issued_session IS NULL AND expires_at > :now\
                """)
            .bind("digest", digest)
            .bind("issued", issued.value())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "authorization_code", "digest")
        .delete("expires_at < :before", before, limit);
  }

  private static AuthorizationCode code(ResultSet row, StatementContext context)
      throws SQLException {
    return new AuthorizationCode(
        row.getBytes("digest"),
        new CustomerId(row.getLong("customer_id")),
        new ClientId(row.getLong("client_id")),
        new UserId(row.getLong("user_id")),
        Columns.optionalSession(row, "parent_id"),
        JsonColumn.read(row.getString("request"), StoredRequest.class).request(),
        Columns.optionalSession(row, "issued_session"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"));
  }

  /** The request as its JSON says it: the instant is epoch milliseconds, as everywhere. */
  record StoredRequest(
      String redirectUri,
      boolean redirectUriGiven,
      @Nullable String codeChallenge,
      @Nullable String nonce,
      Set<String> scopes,
      List<String> resources,
      @Nullable String claims,
      @Nullable String acr,
      String amr,
      long authTime,
      @Nullable String dpopJkt,
      @Nullable String deviceKey) {

    static StoredRequest of(Request request) {
      return new StoredRequest(
          request.redirectUri(),
          request.redirectUriGiven(),
          request.codeChallenge(),
          request.nonce(),
          request.scopes(),
          request.resources(),
          request.claims(),
          request.acr(),
          request.amr(),
          request.authTime().toEpochMilli(),
          request.dpopJkt(),
          request.deviceKey());
    }

    Request request() {
      return new Request(
          redirectUri,
          redirectUriGiven,
          codeChallenge,
          nonce,
          scopes,
          resources,
          claims,
          acr,
          amr,
          Instant.ofEpochMilli(authTime),
          dpopJkt,
          deviceKey);
    }
  }
}
