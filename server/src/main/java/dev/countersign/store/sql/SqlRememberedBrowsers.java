package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.RememberedBrowser;
import dev.countersign.domain.UserId;
import dev.countersign.store.RememberedBrowsers;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

record SqlRememberedBrowsers(Handle handle) implements RememberedBrowsers {
  private static final String OF_USER = "WHERE customer_id = :customer AND user_id = :user";

  @Override
  public void add(RememberedBrowser browser) {
    handle
        .createUpdate(
            """
            INSERT INTO remembered_browser
              (digest, customer_id, user_id, credential_version, created_at, expires_at)
            VALUES (:digest, :customer, :user, :version, :createdAt, :expiresAt)\
            """)
        .bind("digest", browser.digest())
        .bind("customer", browser.customerId().value())
        .bind("user", browser.userId().value())
        .bind("version", browser.credentialVersion())
        .bind("createdAt", browser.createdAt().toEpochMilli())
        .bind("expiresAt", browser.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<RememberedBrowser> find(CustomerId customer, UserId user, byte[] digest) {
    return handle
        .createQuery(
            "SELECT credential_version, created_at, expires_at FROM remembered_browser "
                + OF_USER
                + " AND digest = :digest")
        .bind("customer", customer.value())
        .bind("user", user.value())
        .bind("digest", digest)
        .map((row, context) ->
            new RememberedBrowser(
                digest,
                customer,
                user,
                row.getLong("credential_version"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at")))
        .findOne();
  }

  @Override
  public int count(CustomerId customer, UserId user) {
    return handle
        .createQuery("SELECT count(*) FROM remembered_browser " + OF_USER)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public int deleteOfUser(CustomerId customer, UserId user) {
    return handle
        .createUpdate("DELETE FROM remembered_browser " + OF_USER)
        .bind("customer", customer.value())
        .bind("user", user.value())
        .execute();
  }

  @Override
  public int deleteExpired(Instant before, int limit) {
    return new OldRows(handle, "remembered_browser", "digest")
        .delete("expires_at <= :before", before, limit);
  }
}
