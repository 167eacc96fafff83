package dev.countersign.http.admin;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Ids;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;
import dev.countersign.http.RequestRefused;
import dev.countersign.store.NotFound;
import dev.countersign.user.UserAdministration;
import java.util.List;
import java.util.Set;

/**
 * A call within one customer, which the caller may reach.
 *
 * @param exchange the request
 * @param caller who sent it
 * @param customer whose things it is about
 */
record AdminRequest(Exchange exchange, ApiCaller caller, CustomerId customer) {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 500;

  Origin origin() {
    return exchange.origin();
  }

  /** The body, which may have those fields and no others. */
  JsonBody body(String... fields) {
    JsonBody body = exchange.json();
    Set<String> known = Set.of(fields);
    for (String name : body.names()) {
      if (!known.contains(name)) {
        throw RequestRefused.malformed(
            "The field " + name + " is none of: " + String.join(", ", fields));
      }
    }
    return body;
  }

  /** An id in the path; what cannot be one names nothing. */
  long id(String name) {
    return Ids.parse(exchange.pathParam(name)).orElseThrow(() -> new NotFound("the " + name));
  }

  UserId userId() {
    return new UserId(id("user"));
  }

  /** The customer's user named in the path. */
  User user(UserAdministration users) {
    return users.find(customer, userId()).orElseThrow(() -> new NotFound("the user"));
  }

  /** Where a page starts: the cursor the page before it gave. */
  String after() {
    return exchange.query("after").orElse("");
  }

  /** Where a page of things known by number starts. */
  long afterNumber() {
    String after = after();
    if (after.isEmpty()) {
      return 0;
    }
    return JsonBody.wholeNumber(after);
  }

  /** How many items a page may have. */
  int limit() {
    return exchange.query("limit").map(AdminRequest::limit).orElse(PAGE);
  }

  private static int limit(String text) {
    long limit = JsonBody.wholeNumber(text);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw RequestRefused.malformed("The parameter limit must be a number from 1 to 500");
    }
    return (int) limit;
  }

  /** A list of texts in the body, which may be missing. */
  static List<String> texts(JsonBody body, String name) {
    return body.texts(name).orElse(List.of());
  }
}
