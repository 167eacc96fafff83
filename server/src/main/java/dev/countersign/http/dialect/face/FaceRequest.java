package dev.countersign.http.dialect.face;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;
import dev.countersign.http.RequestRefused;
import java.util.Optional;
import java.util.Set;

/**
 * One call of a customer that was let in and named itself.
 *
 * @param exchange the request
 * @param customer whose token it carries: the only customer it may reach
 * @param scopes what the token may do
 */
record FaceRequest(Exchange exchange, CustomerId customer, Set<Scope> scopes) {
  /** As much as a body may hold: a picture is refused by its size, in its own words. */
  private static final int LONGEST_URL = 1 << 27;

  private static final int LONGEST_REPEATED = 4096;

  JsonBody body() {
    return exchange.json();
  }

  /** The source documents use both spellings. */
  String userName() {
    return body().textOf("userName", "username");
  }

  /** Where a picture is, or the picture itself. */
  String url() {
    return body()
        .optionalText("url", LONGEST_URL)
        .filter(url -> !url.isBlank())
        .orElseThrow(() -> RequestRefused.malformed("The field url is missing"));
  }

  /** A field as far as it can be read, for what a failure repeats. */
  Optional<String> given(String field) {
    try {
      return body().optionalText(field, LONGEST_REPEATED);
    } catch (RequestRefused e) {
      return Optional.empty();
    }
  }

  Origin origin() {
    return exchange.origin();
  }
}
