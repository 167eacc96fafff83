package dev.countersign.store.sql;

import dev.countersign.store.Canaries;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;

record SqlCanaries(Handle handle) implements Canaries {
  @Override
  public Map<Integer, byte[]> all() {
    return handle
        .createQuery("SELECT key_id, sealed FROM kek_canary")
        .map((row, context) -> Map.entry((int) row.getLong("key_id"), row.getBytes("sealed")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public void add(int keyId, byte[] sealed, Instant createdAt) {
    handle
        .createUpdate(
            """
            INSERT INTO kek_canary (key_id, sealed, created_at) VALUES (:id, :sealed, :createdAt)
            ON CONFLICT (key_id) DO NOTHING\
            """)
        .bind("id", (long) keyId)
        .bind("sealed", sealed)
        .bind("createdAt", createdAt.toEpochMilli())
        .execute();
  }
}
