package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EnrolmentQuery;
import dev.countersign.domain.Page;
import dev.countersign.domain.User;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A page of a customer's enrolments as statements. */
record EnrolmentPages(EnrolmentQuery query) {
  private static final String WHERE =
      """
      WHERE customer_id = :customer AND enrolment_changed_at >= :from
        AND enrolment_changed_at < :to
      """;

  Page<User> run(Handle handle, CustomerId customer) {
    long total =
        bound(handle, "SELECT count(*) FROM user_account " + WHERE + state(), customer)
            .mapTo(Long.class)
            .one();
    String order = "ORDER BY enrolment_changed_at DESC, id DESC LIMIT :limit OFFSET :offset";
    Query page = bound(handle, SqlUsers.SELECT + WHERE + state() + order, customer);
    return new Page<>(
        page.bind("limit", query.limit()).bind("offset", query.offset()).map(UserRow::read).list(),
        total);
  }

  /** The part of the condition that is there only when a state was asked for. */
  private String state() {
    return query.state() == null ? "" : "AND enrolment_state = :state ";
  }

  private Query bound(Handle handle, String sql, CustomerId customer) {
    Query statement =
        handle
            .createQuery(sql)
            .bind("customer", customer.value())
            .bind("from", query.from().toEpochMilli())
            .bind("to", query.to().toEpochMilli());
    if (query.state() != null) {
      statement.bind("state", query.state().name());
    }
    return statement;
  }
}
