package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EnrolmentQuery;
import dev.countersign.domain.Page;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserSearch;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.ChangedMeanwhile;
import dev.countersign.store.NotFound;
import dev.countersign.store.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

record SqlUsers(Handle handle, Engine engine) implements Users {
  /** Both databases bound how many values one statement may have. */
  private static final int VALUES_AT_ONCE = 500;

  static final String SELECT =
      """
      SELECT customer_id, id, user_name, user_name_key, full_name, email, email_verified,
             phone_number, country_code, details, password_hash, credential_version, state,
             blacklisted_at, enrolment_reference, enrolment_state, enrolment_changed_at,
             enrolment_open_until, created_at, updated_at
      FROM user_account
      """;

  private static final String UPDATE =
      """
      UPDATE user_account SET
        user_name = :userName, user_name_key = :userNameKey, full_name = :fullName,
        email = :email, email_verified = :emailVerified, phone_number = :phoneNumber,
        country_code = :countryCode, details = :details, password_hash = :passwordHash,
        credential_version = :credentialVersion, state = :state,
        blacklisted_at = :blacklistedAt, enrolment_reference = :reference,
        enrolment_state = :enrolmentState, enrolment_changed_at = :enrolmentChangedAt,
        enrolment_open_until = :openUntil, updated_at = :now\
      """;

  private static final String ONE = " WHERE customer_id = :customer AND id = :id";

  @Override
  public void add(User user) {
    Update insert =
        handle.createUpdate(
            """
            INSERT INTO user_account
              (customer_id, id, user_name, user_name_key, full_name, email, email_verified,
               phone_number, country_code, details, password_hash, credential_version, state,
               blacklisted_at, enrolment_reference, enrolment_state, enrolment_changed_at,
               enrolment_open_until, created_at, updated_at)
            VALUES
              (:customer, :id, :userName, :userNameKey, :fullName, :email, :emailVerified,
               :phoneNumber, :countryCode, :details, :passwordHash, :credentialVersion, :state,
               :blacklistedAt, :reference, :enrolmentState, :enrolmentChangedAt,
               :openUntil, :createdAt, :updatedAt)
            ON CONFLICT (customer_id, user_name_key) DO NOTHING\
            """);
    int added =
        UserRow.bind(insert, user)
            .bind("createdAt", user.createdAt().toEpochMilli())
            .bind("updatedAt", user.updatedAt().toEpochMilli())
            .execute();
    if (added == 0) {
      throw new AlreadyExists("a user of that name");
    }
  }

  @Override
  public List<User> page(CustomerId customer, long afterId, int limit) {
    return select(
            "WHERE customer_id = :customer AND id > :after ORDER BY id LIMIT :limit", customer)
        .bind("after", afterId)
        .bind("limit", limit)
        .map(UserRow::read)
        .list();
  }

  @Override
  public long count(CustomerId customer) {
    return handle
        .createQuery("SELECT count(*) FROM user_account WHERE customer_id = :customer")
        .bind("customer", customer.value())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void put(User user) {
    refuseTaken(user);
    int updated =
        UserRow.bind(handle.createUpdate(UPDATE + ", created_at = :createdAt " + ONE), user)
            .bind("now", user.updatedAt().toEpochMilli())
            .bind("createdAt", user.createdAt().toEpochMilli())
            .execute();
    if (updated == 0) {
      add(user);
    }
  }

  @Override
  public void notePasswordByMail(User user) {
    handle
        .createUpdate("UPDATE user_account SET mailed_password_version = :version" + ONE)
        .bind("version", user.credentialVersion())
        .bind("customer", user.customerId().value())
        .bind("id", user.id().value())
        .execute();
  }

  @Override
  public boolean passwordByMail(User user) {
    return handle
        .createQuery("SELECT 1 FROM user_account" + ONE + " AND mailed_password_version = :version")
        .bind("version", user.credentialVersion())
        .bind("customer", user.customerId().value())
        .bind("id", user.id().value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public Optional<User> byId(CustomerId customer, UserId id) {
    return select("WHERE customer_id = :customer AND id = :id", customer)
        .bind("id", id.value())
        .map(UserRow::read)
        .findOne();
  }

  @Override
  public Optional<User> lock(CustomerId customer, UserId id) {
    return select("WHERE customer_id = :customer AND id = :id" + engine.forUpdate(), customer)
        .bind("id", id.value())
        .map(UserRow::read)
        .findOne();
  }

  @Override
  public Optional<User> byNameKey(CustomerId customer, String userNameKey) {
    return select("WHERE customer_id = :customer AND user_name_key = :key", customer)
        .bind("key", userNameKey)
        .map(UserRow::read)
        .findOne();
  }

  @Override
  public List<User> byEmail(CustomerId customer, String email, int limit) {
    return select(
            """
            WHERE customer_id = :customer AND lower(email) = lower(:email)
            ORDER BY user_name_key LIMIT :limit\
            """,
            customer)
        .bind("email", email)
        .bind("limit", limit)
        .map(UserRow::read)
        .list();
  }

  @Override
  public List<User> byIds(CustomerId customer, Collection<UserId> ids) {
    List<User> found = new ArrayList<>();
    for (List<UserId> some : portions(ids)) {
      select("WHERE customer_id = :customer AND id IN (<ids>)", customer)
          .bindList("ids", some.stream().map(UserId::value).toList())
          .map(UserRow::read)
          .forEach(found::add);
    }
    return found;
  }

  @Override
  public Map<String, UserId> idsByNameKey(CustomerId customer, Collection<String> userNameKeys) {
    Map<String, UserId> found = new HashMap<>();
    for (List<String> some : portions(userNameKeys)) {
      handle
          .createQuery(
              """
              SELECT user_name_key, id FROM user_account
              WHERE customer_id = :customer AND user_name_key IN (<keys>)\
              """)
          .bind("customer", customer.value())
          .bindList("keys", some)
          .map((row, context) ->
              Map.entry(row.getString("user_name_key"), new UserId(row.getLong("id"))))
          .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  private static <T> List<List<T>> portions(Collection<T> values) {
    List<T> all = List.copyOf(values);
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < all.size(); from += VALUES_AT_ONCE) {
      portions.add(all.subList(from, Math.min(all.size(), from + VALUES_AT_ONCE)));
    }
    return portions;
  }

  @Override
  public Optional<User> byEnrolmentReference(CustomerId customer, String reference) {
    return select("WHERE customer_id = :customer AND enrolment_reference = :ref", customer)
        .bind("ref", reference)
        .map(UserRow::read)
        .findOne();
  }

  @Override
  public Optional<User> byEnrolmentReference(String reference) {
    return handle
        .createQuery(SELECT + "WHERE enrolment_reference = :ref")
        .bind("ref", reference)
        .map(UserRow::read)
        .findOne();
  }

  @Override
  public void update(User old, User changed, Instant now) {
    if (!old.userNameKey().equals(changed.userNameKey())) {
      refuseTaken(changed);
    }
    Update update =
        handle.createUpdate(
            UPDATE + ONE + " AND updated_at = :oldUpdatedAt AND credential_version = :oldVersion");
    int updated =
        UserRow.bind(update, changed)
            .bind("oldUpdatedAt", old.updatedAt().toEpochMilli())
            .bind("oldVersion", old.credentialVersion())
            // Two changes in one millisecond must still be told apart.
            .bind("now", Math.max(now.toEpochMilli(), old.updatedAt().toEpochMilli() + 1))
            .execute();
    if (updated == 0) {
      explainMissing(old);
    }
  }

  private void refuseTaken(User changed) {
    Optional<User> holder = byNameKey(changed.customerId(), changed.userNameKey());
    if (holder.isPresent() && !holder.get().id().equals(changed.id())) {
      throw new AlreadyExists("a user of that name");
    }
  }

  private void explainMissing(User old) {
    if (byId(old.customerId(), old.id()).isEmpty()) {
      throw new NotFound("the user");
    }
    throw new ChangedMeanwhile("the user");
  }

  @Override
  public boolean delete(CustomerId customer, UserId id) {
    // Their sessions would go with the row, and no client would be told.
    new SqlSessions(handle).endOfUser(customer, id, null);
    return handle
            .createUpdate("DELETE FROM user_account WHERE customer_id = :customer AND id = :id")
            .bind("customer", customer.value())
            .bind("id", id.value())
            .execute()
        > 0;
  }

  @Override
  public List<User> list(CustomerId customer, String afterNameKey, int limit) {
    return select(
            """
            WHERE customer_id = :customer AND user_name_key > :after
            ORDER BY user_name_key LIMIT :limit\
            """,
            customer)
        .bind("after", afterNameKey)
        .bind("limit", limit)
        .map(UserRow::read)
        .list();
  }

  @Override
  public List<User> search(CustomerId customer, UserSearch search) {
    return new UserQuery(search, engine).run(handle, customer);
  }

  @Override
  public List<User> blacklisted(CustomerId customer) {
    return select(
            """
            WHERE customer_id = :customer AND blacklisted_at IS NOT NULL
            ORDER BY blacklisted_at, id\
            """,
            customer)
        .map(UserRow::read)
        .list();
  }

  @Override
  public Page<User> enrolments(CustomerId customer, EnrolmentQuery query) {
    return new EnrolmentPages(query).run(handle, customer);
  }

  private Query select(String where, CustomerId customer) {
    return handle.createQuery(SELECT + where).bind("customer", customer.value());
  }
}
