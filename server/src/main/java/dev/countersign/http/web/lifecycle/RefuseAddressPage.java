package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.AddressChange;
import dev.countersign.lifecycle.LinkResult;
import java.util.List;
import java.util.Map;

/** {@code /verify-email/refuse}: the old address keeps an account, or takes it back. */
final class RefuseAddressPage implements Endpoint {
  private static final String PATH = "/verify-email/refuse";
  private static final String FORGOT = "/forgot-password";
  private static final int NOT_FOUND = 404;

  private final PageRoutes routes;
  private final PlainPages pages;
  private final AddressChange change;

  RefuseAddressPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.change = features.accounts().addressChange();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::sent));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    String token = PlainPages.query(exchange, PlainPages.TOKEN);
    if (!change.refusable(token)) {
      return gone(exchange, visitor);
    }
    Map<String, String> hidden = Map.of(PlainPages.TOKEN, token);
    return pages.form(200, exchange, visitor, "refuse-address", List.of(), hidden, Problems.NONE);
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    String token = PlainPages.line(exchange.form(), PlainPages.TOKEN);
    LinkResult result = change.refuse(token, exchange.origin());
    return switch (result) {
      case LinkResult.Done _ ->
          pages.notice(
              200, exchange, visitor, "refuse-address.done", FORGOT, "refuse-address.new-password");
      case LinkResult.Expired _, LinkResult.Unknown _, LinkResult.NameTaken _ ->
          gone(exchange, visitor);
    };
  }

  /** No other link of that kind can be asked for; whoever still gets in can do the rest. */
  private Reply gone(Exchange exchange, Visitor visitor) {
    return pages.notice(NOT_FOUND, exchange, visitor, "refuse-address.unknown");
  }
}
