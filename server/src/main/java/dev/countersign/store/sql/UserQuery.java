package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserSearch;
import dev.countersign.domain.UserSearch.Order;
import dev.countersign.domain.UserSearch.Standing;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A search among people as a statement. What is given stands in parameters, never in its text. */
record UserQuery(UserSearch search, Engine engine) {
  /** Sorts after every other character, in UTF-8 too. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  List<User> run(Handle handle, CustomerId customer) {
    Query query = handle.createQuery(SqlUsers.SELECT + where() + order());
    query.bind("customer", customer.value()).bind("limit", search.limit());
    search.prefix().ifPresent(prefix -> query.bind("from", prefix).bind("below", prefix + LAST));
    search.enrolment().ifPresent(state -> query.bind("enrolment", state.name()));
    search.group().ifPresent(group -> query.bind("group", group));
    search.role().ifPresent(role -> query.bind("role", role));
    search
        .after()
        .ifPresent(after -> {
          switch (search.order()) {
            case AGE -> query.bind("afterId", after.id());
            case NAME -> query.bind("afterKey", after.nameKey());
            case FULL_NAME, EMAIL ->
                query.bind("afterValue", after.value()).bind("afterKey", after.nameKey());
          }
        });
    return query.map(UserRow::read).list();
  }

  private String where() {
    StringBuilder where = new StringBuilder("WHERE customer_id = :customer");
    if (search.prefix().isPresent()) {
      where.append(" AND %1$s >= :from AND %1$s < :below".formatted(value()));
    }
    // Written out, not bound: only so is a partial index known to hold them all.
    search.standing().ifPresent(standing -> where.append(" AND ").append(condition(standing)));
    if (search.enrolment().isPresent()) {
      where.append(" AND enrolment_state = :enrolment");
    }
    if (search.group().isPresent()) {
      where.append(
          " AND id IN (SELECT user_id FROM group_member"
              + " WHERE customer_id = :customer AND group_id = :group)");
    }
    if (search.role().isPresent()) {
      where.append(
          " AND id IN (SELECT user_id FROM role_grant"
              + " WHERE customer_id = :customer AND role_id = :role)");
    }
    if (search.after().isPresent()) {
      where.append(" AND ").append(after());
    }
    return where.toString();
  }

  private static String condition(Standing standing) {
    return switch (standing) {
      case ACTIVE -> "state = 'ACTIVE' AND blacklisted_at IS NULL";
      case DISABLED -> "state = 'DISABLED' AND state <> 'ACTIVE'";
      case LEAVING -> "state = 'LEAVING' AND state <> 'ACTIVE'";
      case BLACKLISTED -> "blacklisted_at IS NOT NULL";
      case NO_PASSWORD -> "password_hash IS NULL";
    };
  }

  private String value() {
    return switch (search.order()) {
      case NAME -> "user_name_key";
      case FULL_NAME -> "lower(full_name " + engine.inBytes() + ")";
      case EMAIL -> "lower(email " + engine.inBytes() + ")";
      case AGE -> "id";
    };
  }

  private String after() {
    String direction = search.descending() ? " < " : " > ";
    return switch (search.order()) {
      case NAME -> value() + direction + ":afterKey";
      case FULL_NAME, EMAIL ->
          "(" + value() + ", user_name_key)" + direction + "(:afterValue, :afterKey)";
      case AGE -> value() + direction + ":afterId";
    };
  }

  private String order() {
    String direction = search.descending() ? " DESC" : "";
    String by = " ORDER BY " + value() + direction;
    if (search.order() == Order.FULL_NAME || search.order() == Order.EMAIL) {
      by += ", user_name_key" + direction;
    }
    return by + " LIMIT :limit";
  }
}
