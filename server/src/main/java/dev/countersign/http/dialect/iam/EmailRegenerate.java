package dev.countersign.http.dialect.iam;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.lifecycle.AddressVerification;
import dev.countersign.lifecycle.RequestResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code GET auth/email/regenerate?email=}: another mail to confirm an address. */
final class EmailRegenerate implements Endpoint {
  private final IamDialect dialect;
  private final AddressVerification verification;
  private final DefaultCustomer defaultCustomer;

  EmailRegenerate(
      IamDialect dialect, AddressVerification verification, DefaultCustomer defaultCustomer) {
    this.dialect = dialect;
    this.verification = verification;
    this.defaultCustomer = defaultCustomer;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            IamDialect.PREFIX + "/auth/email/regenerate",
            dialect,
            BodyKind.NONE,
            Access.open(this::regenerate)));
  }

  private Reply regenerate(Exchange exchange) {
    RequestResult result =
        verification.request(
            defaultCustomer.of(exchange.authority()),
            EmailVerification.required(exchange, "email"),
            exchange.origin());
    return switch (result) {
      case RequestResult.Accepted _ -> Reply.json(200, Map.of());
      case RequestResult.Throttled(Duration wait) -> dialect.later(Failure.throttled(wait));
    };
  }
}
