package dev.countersign.http.dialect.face;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;

/**
 * One call of a customer that was let in and named itself.
 *
 * @param exchange the request
 * @param customer whose token it carries: the only customer it may reach
 */
record FaceRequest(Exchange exchange, CustomerId customer) {
  JsonBody body() {
    return exchange.json();
  }

  /** The source documents use both spellings. */
  String userName() {
    return body().textOf("userName", "username");
  }

  Origin origin() {
    return exchange.origin();
  }
}
