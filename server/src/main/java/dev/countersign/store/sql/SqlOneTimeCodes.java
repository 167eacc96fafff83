package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.OneTimeCode;
import dev.countersign.domain.UserId;
import dev.countersign.store.OneTimeCodes;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

record SqlOneTimeCodes(Handle handle) implements OneTimeCodes {
  @Override
  public void add(OneTimeCode code) {
    handle
        .createUpdate(
            """
            INSERT INTO one_time_code
              (digest, customer_id, user_id, approves, sealed_code, tries_left, expires_at)
            VALUES (:digest, :customer, :user, :approves, :code, :tries, :expiresAt)\
            """)
        .bind("digest", code.digest())
        .bind("customer", code.customerId().value())
        .bind("user", code.userId().value())
        .bind("approves", code.approves())
        .bind("code", code.sealedCode())
        .bind("tries", code.triesLeft())
        .bind("expiresAt", code.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<OneTimeCode> takeTry(CustomerId customer, byte[] digest, Instant now) {
    return handle
        .createQuery(
            """
            UPDATE one_time_code SET tries_left = tries_left - 1
            WHERE digest = :digest AND customer_id = :customer AND tries_left > 0
              AND expires_at > :now
            RETURNING digest, customer_id, user_id, approves, sealed_code, tries_left, expires_at\
            """)
        .bind("digest", digest)
        .bind("customer", customer.value())
        .bind("now", now.toEpochMilli())
        .map((row, context) ->
            new OneTimeCode(
                row.getBytes("digest"),
                new CustomerId(row.getLong("customer_id")),
                new UserId(row.getLong("user_id")),
                row.getString("approves"),
                row.getBytes("sealed_code"),
                row.getInt("tries_left"),
                Columns.instant(row, "expires_at")))
        .findOne();
  }

  @Override
  public boolean use(CustomerId customer, byte[] digest) {
    return handle
            .createUpdate(
                "DELETE FROM one_time_code WHERE digest = :digest AND customer_id = :customer")
            .bind("digest", digest)
            .bind("customer", customer.value())
            .execute()
        > 0;
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "one_time_code", "digest")
        .delete("expires_at <= :before", before, limit);
  }
}
