package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.RecoveryCodes;
import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

record SqlRecoveryCodes(Handle handle) implements RecoveryCodes {
  private static final String OF_USER = "WHERE customer_id = :customer AND user_id = :user";

  @Override
  public void replace(CustomerId customer, UserId user, Collection<byte[]> digests, Instant now) {
    deleteOfUser(customer, user);
    for (byte[] digest : digests) {
      one(
              "INSERT INTO recovery_code (customer_id, user_id, digest, created_at) "
                  + "VALUES (:customer, :user, :digest, :now)",
              customer,
              user)
          .bind("digest", digest)
          .bind("now", now.toEpochMilli())
          .execute();
    }
  }

  @Override
  public int count(CustomerId customer, UserId user) {
    return handle
        .createQuery("SELECT count(*) FROM recovery_code " + OF_USER)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public boolean use(CustomerId customer, UserId user, byte[] digest) {
    return one("DELETE FROM recovery_code " + OF_USER + " AND digest = :digest", customer, user)
            .bind("digest", digest)
            .execute()
        > 0;
  }

  @Override
  public int deleteOfUser(CustomerId customer, UserId user) {
    return one("DELETE FROM recovery_code " + OF_USER, customer, user).execute();
  }

  private Update one(String sql, CustomerId customer, UserId user) {
    return handle.createUpdate(sql).bind("customer", customer.value()).bind("user", user.value());
  }
}
