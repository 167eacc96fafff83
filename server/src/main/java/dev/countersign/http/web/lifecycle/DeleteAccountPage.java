package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.Departures;
import dev.countersign.signin.BrowserUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /account/delete}: one's own account, after the days of grace. */
final class DeleteAccountPage implements Endpoint {
  private static final String PATH = "/account/delete";

  private final PageRoutes routes;
  private final PlainPages pages;
  private final OwnAccountForm own;
  private final Departures departures;

  DeleteAccountPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.own = new OwnAccountForm(pages, features.passwords());
    this.departures = features.accounts().departures();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.ownPage(
            PATH, (exchange, visitor, caller) -> page(200, exchange, visitor, Problems.NONE)),
        routes.ownForm(PATH, this::sent));
  }

  private Reply sent(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return own.confirmed(
        exchange,
        visitor,
        caller,
        (status, problems) -> page(status, exchange, visitor, problems),
        () -> deleted(exchange, visitor, caller));
  }

  private Reply deleted(Exchange exchange, Visitor visitor, BrowserUser caller) {
    String done =
        departures
            .plan(caller.customer(), caller.id(), exchange.origin())
            .map(planned -> "delete-account.planned")
            .orElse("delete-account.done");
    Visitor nobody = new Visitor(visitor.csrfToken(), Optional.empty());
    return pages.notice(200, exchange, nobody, done).with(BrowserGate.forgotten());
  }

  private Reply page(int status, Exchange exchange, Visitor visitor, Problems problems) {
    return pages.form(
        status,
        exchange,
        visitor,
        "delete-account",
        List.of(own.password(exchange)),
        Map.of(),
        problems,
        "/account",
        "cancel");
  }
}
