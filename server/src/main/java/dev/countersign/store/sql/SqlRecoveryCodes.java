package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.RecoveryCodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
  public Optional<Sheet> sheet(CustomerId customer, UserId user) {
    List<byte[]> digests = new ArrayList<>();
    Optional<Instant> created =
        handle
            .createQuery(
                "SELECT digest, created_at FROM recovery_code " + OF_USER + " ORDER BY digest")
            .bind("customer", customer.value())
            .bind("user", user.value())
            .map((row, context) -> {
              digests.add(row.getBytes("digest"));
              return Columns.instant(row, "created_at");
            })
            .list()
            .stream()
            .findFirst();
    return created.map(at -> new Sheet(at, List.copyOf(digests)));
  }

  @Override
  public List<UserId> holders(CustomerId customer, long afterUser, int limit) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT user_id FROM recovery_code
            WHERE customer_id = :customer AND user_id > :after ORDER BY user_id LIMIT :limit\
            """)
        .bind("customer", customer.value())
        .bind("after", afterUser)
        .bind("limit", limit)
        .map((row, context) -> new UserId(row.getLong("user_id")))
        .list();
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
