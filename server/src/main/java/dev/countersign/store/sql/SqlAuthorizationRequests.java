package dev.countersign.store.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.countersign.domain.AuthorizationRequest;
import dev.countersign.domain.AuthorizationRequest.Kind;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.CustomerId;
import dev.countersign.store.AuthorizationRequests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlAuthorizationRequests(Handle handle) implements AuthorizationRequests {
  private static final String COLUMNS =
      "digest, customer_id, client_id, kind, parameters, browser, created_at, expires_at";
  private static final String WAITING =
      " FROM authorization_request WHERE digest = :digest AND kind = :kind AND expires_at > :now";
  private static final TypeReference<LinkedHashMap<String, List<String>>> PARAMETERS =
      new TypeReference<>() {};

  @Override
  public void add(AuthorizationRequest request) {
    handle
        .createUpdate(
            "INSERT INTO authorization_request ("
                + COLUMNS
                + """
                ) VALUES (:digest, :customer, :client, :kind, :parameters, :browser, :createdAt,
                  :expiresAt)\
                """)
        .bind("digest", request.digest())
        .bind("customer", request.customerId().value())
        .bind("client", request.clientId().value())
        .bind("kind", request.kind().name())
        .bind("parameters", JsonColumn.write(request.parameters()))
        .bind("browser", request.browser())
        .bind("createdAt", request.createdAt().toEpochMilli())
        .bind("expiresAt", request.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<AuthorizationRequest> find(Kind kind, byte[] digest, Instant now) {
    return one("SELECT " + COLUMNS + WAITING, kind, digest, now);
  }

  @Override
  public Optional<AuthorizationRequest> take(Kind kind, byte[] digest, Instant now) {
    return one("DELETE" + WAITING + " RETURNING " + COLUMNS, kind, digest, now);
  }

  private Optional<AuthorizationRequest> one(String sql, Kind kind, byte[] digest, Instant now) {
    return handle
        .createQuery(sql)
        .bind("digest", digest)
        .bind("kind", kind.name())
        .bind("now", now.toEpochMilli())
        .map(SqlAuthorizationRequests::request)
        .findOne();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "authorization_request", "digest")
        .delete("expires_at < :before", before, limit);
  }

  private static AuthorizationRequest request(ResultSet row, StatementContext context)
      throws SQLException {
    return new AuthorizationRequest(
        row.getBytes("digest"),
        new CustomerId(row.getLong("customer_id")),
        new ClientId(row.getLong("client_id")),
        Kind.valueOf(row.getString("kind")),
        JsonColumn.read(row.getString("parameters"), PARAMETERS),
        row.getString("browser"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"));
  }
}
