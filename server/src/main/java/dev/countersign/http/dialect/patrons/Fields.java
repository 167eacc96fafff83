package dev.countersign.http.dialect.patrons;

import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;
import java.math.BigInteger;
import java.util.Optional;

/** The fields of a request, of whichever of the two media types its body is. */
final class Fields {
  private Fields() {}

  /** A text of any length: one that is over-long is a wrong name or password like any other. */
  static Optional<String> text(Exchange exchange, String name) {
    if (!exchange.hasBody()) {
      return Optional.empty();
    }
    if (exchange.hasForm()) {
      return exchange.form().optionalText(name);
    }
    return exchange.json().optionalText(name, Integer.MAX_VALUE);
  }

  /** A whole number of any size. */
  static Optional<BigInteger> integer(Exchange exchange, String name) {
    if (exchange.hasForm()) {
      return exchange.form().optionalText(name).map(JsonBody::integerText);
    }
    return exchange.json().integer(name);
  }
}
