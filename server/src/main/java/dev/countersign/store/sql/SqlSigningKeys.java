package dev.countersign.store.sql;

import dev.countersign.domain.StoredKey;
import dev.countersign.store.SigningKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

record SqlSigningKeys(Handle handle) implements SigningKeys {
  @Override
  public void add(StoredKey key) {
    handle
        .createUpdate(
            """
            INSERT INTO signing_key
              (kid, issuer_id, algorithm, state, public_jwk, sealed_private_jwk,
               created_at, activated_at, retired_at)
            VALUES
              (:kid, :issuer, :algorithm, :state, :public, :sealed,
               :createdAt, :activatedAt, :retiredAt)\
            """)
        .bind("kid", key.kid())
        .bind("issuer", key.issuerId())
        .bind("algorithm", key.algorithm())
        .bind("state", key.state().name())
        .bind("public", key.publicJwk())
        .bind("sealed", key.sealedPrivateJwk())
        .bind("createdAt", key.createdAt().toEpochMilli())
        .bind("activatedAt", Columns.millis(key.activatedAt()))
        .bind("retiredAt", Columns.millis(key.retiredAt()))
        .execute();
  }

  @Override
  public List<StoredKey> list() {
    return handle
        .createQuery(
            """
            SELECT kid, issuer_id, algorithm, state, public_jwk, sealed_private_jwk,
                   created_at, activated_at, retired_at
            FROM signing_key ORDER BY created_at, kid\
            """)
        .map(SqlSigningKeys::key)
        .list();
  }

  @Override
  public void activate(String kid, Instant now) {
    handle
        .createUpdate(
            "UPDATE signing_key SET state = 'ACTIVE', activated_at = :now WHERE kid = :kid")
        .bind("kid", kid)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  @Override
  public void retire(String kid, Instant now) {
    handle
        .createUpdate(
            "UPDATE signing_key SET state = 'RETIRED', retired_at = :now WHERE kid = :kid")
        .bind("kid", kid)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  @Override
  public boolean delete(String kid) {
    return handle
            .createUpdate("DELETE FROM signing_key WHERE kid = :kid")
            .bind("kid", kid)
            .execute()
        > 0;
  }

  @Override
  public void reseal(String kid, byte[] sealedPrivateJwk) {
    handle
        .createUpdate("UPDATE signing_key SET sealed_private_jwk = :sealed WHERE kid = :kid")
        .bind("kid", kid)
        .bind("sealed", sealedPrivateJwk)
        .execute();
  }

  private static StoredKey key(ResultSet row, StatementContext context) throws SQLException {
    return new StoredKey(
        row.getString("kid"),
        row.getLong("issuer_id"),
        row.getString("algorithm"),
        StoredKey.State.valueOf(row.getString("state")),
        row.getString("public_jwk"),
        row.getBytes("sealed_private_jwk"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "activated_at"),
        Columns.optionalInstant(row, "retired_at"));
  }
}
