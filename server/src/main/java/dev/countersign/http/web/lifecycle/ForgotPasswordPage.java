package dev.countersign.http.web.lifecycle;

import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.web.Flows;
import dev.countersign.http.web.Flows.Flow;
import dev.countersign.lifecycle.ForgottenPassword;
import dev.countersign.lifecycle.RequestResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /forgot-password}: asks for a link, and chooses a new password by it. */
final class ForgotPasswordPage implements Endpoint {
  private static final String PATH = "/forgot-password";
  private static final String NAME = "name-or-email";

  private final PageRoutes routes;
  private final PlainPages pages;
  private final ForgottenPassword passwords;
  private final NewPassword chosen;
  private final DefaultCustomer defaultCustomer;
  private final Flows flows;

  ForgotPasswordPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.passwords = features.accounts().forgottenPassword();
    this.chosen = new NewPassword(pages, passwords, "new-password");
    this.defaultCustomer = features.defaultCustomer();
    this.flows = features.flows();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    String token = PlainPages.query(exchange, PlainPages.TOKEN);
    if (!token.isEmpty()) {
      return chosen.asked(exchange, visitor, token);
    }
    String flow = PlainPages.query(exchange, PlainPages.FLOW);
    return page(200, exchange, visitor, "", flow, Problems.NONE);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    if (!PlainPages.line(form, PlainPages.TOKEN).isEmpty()) {
      return chosen.sent(exchange, visitor);
    }
    String name = PlainPages.line(form, NAME);
    String flow = PlainPages.line(form, PlainPages.FLOW);
    if (name.isEmpty()) {
      String missing = pages.words(exchange).text("forgot-password.name.missing");
      Problems problems = Problems.of(NAME, missing);
      return page(PlainPages.UNPROCESSABLE, exchange, visitor, name, flow, problems);
    }
    RequestResult result = passwords.request(customer(exchange, flow), name, exchange.origin());
    return switch (result) {
      case RequestResult.Accepted _ ->
          pages.notice(200, exchange, visitor, "forgot-password.sent", flow(exchange, flow));
      case RequestResult.Throttled(Duration wait) -> {
        Failure failure = Failure.throttled(wait);
        Problems often = pages.throttled(exchange, NAME, wait);
        yield page(failure.kind().status(), exchange, visitor, name, flow, often).retry(failure);
      }
    };
  }

  private Optional<Flow> flow(Exchange exchange, String flow) {
    return Optional.of(flow).filter(id -> !id.isEmpty()).flatMap(id -> flows.find(id, exchange));
  }

  private Optional<CustomerId> customer(Exchange exchange, String flow) {
    return flow(exchange, flow)
        .map(Flow::customer)
        .or(() -> defaultCustomer.of(exchange.authority()));
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, String name, String flow, Problems problems) {
    String label = pages.words(exchange).text("forgot-password.name");
    Field field = Field.text(NAME, label, "username", name);
    return pages.form(
        status,
        exchange,
        visitor,
        "forgot-password",
        List.of(field),
        flow(exchange, flow),
        problems);
  }
}
