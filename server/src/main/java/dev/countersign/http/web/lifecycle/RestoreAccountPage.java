package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.Departures;
import dev.countersign.lifecycle.LinkResult;
import java.util.List;
import java.util.Map;

/** {@code /restore-account}: asks whether an account is to stay after all. */
final class RestoreAccountPage implements Endpoint {
  private static final String PATH = "/restore-account";
  private static final int NOT_FOUND = 404;

  private final PageRoutes routes;
  private final PlainPages pages;
  private final Departures departures;

  RestoreAccountPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.departures = features.accounts().departures();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    String token = PlainPages.query(exchange, PlainPages.TOKEN);
    if (departures.look(token).isEmpty()) {
      return pages.notice(NOT_FOUND, exchange, visitor, "restore-account.unknown");
    }
    Map<String, String> hidden = Map.of(PlainPages.TOKEN, token);
    return pages.form(200, exchange, visitor, "restore-account", List.of(), hidden, Problems.NONE);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    String token = PlainPages.line(exchange.form(), PlainPages.TOKEN);
    LinkResult result = departures.restore(token, exchange.origin());
    return switch (result) {
      case LinkResult.Done _ -> pages.notice(200, exchange, visitor, "restore-account.done");
      case LinkResult.Expired _, LinkResult.Unknown _, LinkResult.NameTaken _ ->
          pages.notice(NOT_FOUND, exchange, visitor, "restore-account.unknown");
    };
  }
}
