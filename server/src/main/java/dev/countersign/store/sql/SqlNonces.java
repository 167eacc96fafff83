package dev.countersign.store.sql;

import dev.countersign.store.Nonces;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

record SqlNonces(Handle handle) implements Nonces {
  @Override
  public boolean use(byte[] digest, Instant expiresAt) {
    return handle
            .createUpdate(
                """
                INSERT INTO used_nonce (digest, expires_at) VALUES (:digest, :expiresAt)
                ON CONFLICT (digest) DO NOTHING\
                """)
            .bind("digest", digest)
            .bind("expiresAt", expiresAt.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "used_nonce", "digest")
        .delete("expires_at < :before", before, limit);
  }
}
