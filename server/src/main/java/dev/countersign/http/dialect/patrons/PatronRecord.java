package dev.countersign.http.dialect.patrons;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.LiveSession;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET {userId}}: the patron's own record. */
final class PatronRecord implements Endpoint {
  private final PatronsDialect dialect;
  private final CustomerAdministration customers;

  PatronRecord(PatronsDialect dialect, CustomerAdministration customers) {
    this.dialect = dialect;
    this.customers = customers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            PatronsDialect.PREFIX + "/{userId}",
            dialect,
            BodyKind.NONE,
            Access.customer(this::own)));
  }

  private Reply own(Exchange exchange, LiveSession caller) {
    if (PatronsDialect.isAnother(exchange, caller)) {
      return PatronsDialect.anothers();
    }
    // A customer deleted since the token was looked up is nobody's record any more.
    return customers
        .find(caller.customerId())
        .map(PatronRecord::shown)
        .orElseGet(PatronsDialect::anothers);
  }

  private static Reply shown(Customer customer) {
    Map<String, Object> patron = new LinkedHashMap<>();
    patron.put("id", customer.id().toString());
    patron.put("username", customer.name());
    patron.put("created", Timestamps.created(customer.createdAt()));
    return Reply.json(200, patron);
  }
}
