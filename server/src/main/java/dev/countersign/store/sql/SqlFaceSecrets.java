package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.store.FaceSecrets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

record SqlFaceSecrets(Handle handle, Engine engine) implements FaceSecrets {
  @Override
  public boolean add(CustomerId customer, long rotationEpoch, byte[] sealed, Instant createdAt) {
    return handle
            .createUpdate(
                """
                INSERT INTO face_secret (customer_id, rotation_epoch, sealed, created_at)
                VALUES (:customer, :rotation, :sealed, :createdAt)
                ON CONFLICT (customer_id, rotation_epoch) DO NOTHING\
                """)
            .bind("customer", customer.value())
            .bind("rotation", rotationEpoch)
            .bind("sealed", sealed)
            .bind("createdAt", createdAt.toEpochMilli())
            .execute()
        > 0;
  }

  @Override
  public SortedMap<Long, byte[]> all(CustomerId customer) {
    return all(customer, "");
  }

  @Override
  public SortedMap<Long, byte[]> hold(CustomerId customer) {
    return all(customer, engine.forShare());
  }

  @Override
  public SortedMap<Long, byte[]> lock(CustomerId customer) {
    return all(customer, engine.forUpdate());
  }

  private SortedMap<Long, byte[]> all(CustomerId customer, String locking) {
    return new TreeMap<>(
        handle
            .createQuery(
                "SELECT rotation_epoch, sealed FROM face_secret WHERE customer_id = :customer"
                    + locking)
            .bind("customer", customer.value())
            .map((row, context) -> Map.entry(row.getLong("rotation_epoch"), row.getBytes("sealed")))
            .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void deleteBefore(CustomerId customer, long rotationEpoch) {
    handle
        .createUpdate(
            """
            DELETE FROM face_secret
            WHERE customer_id = :customer AND rotation_epoch < :rotation\
            """)
        .bind("customer", customer.value())
        .bind("rotation", rotationEpoch)
        .execute();
  }
}
