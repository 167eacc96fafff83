package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.store.PairwiseSecrets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

record SqlPairwiseSecrets(Handle handle) implements PairwiseSecrets {
  @Override
  public Optional<byte[]> of(CustomerId customer) {
    return handle
        .createQuery("SELECT sealed FROM pairwise_secret WHERE customer_id = :customer")
        .bind("customer", customer.value())
        .map((row, context) -> row.getBytes("sealed"))
        .findOne();
  }

  @Override
  public boolean add(CustomerId customer, byte[] sealed) {
    return handle
            .createUpdate(
                """
                INSERT INTO pairwise_secret (customer_id, sealed) VALUES (:customer, :sealed)
                ON CONFLICT (customer_id) DO NOTHING\
                """)
            .bind("customer", customer.value())
            .bind("sealed", sealed)
            .execute()
        > 0;
  }
}
