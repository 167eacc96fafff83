package dev.countersign.http.oauth2;

import dev.countersign.authorization.Flows;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import java.util.List;

/**
 * {@code /sign-in/cancel}: a person does not want to sign in, and the application that waits is
 * told so.
 */
final class CancelForm implements Endpoint {
  private static final String PATH = "/sign-in/cancel";
  private static final int GONE = 410;

  private final Pages pages;
  private final PageRoutes routes;
  private final Flows flows;

  CancelForm(Pages pages, BrowserGate gate, Flows flows) {
    this.pages = pages;
    this.routes = PageRoutes.below(PATH, pages, gate);
    this.flows = flows;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.form(PATH, this::sent));
  }

  /** RFC 6749, section 4.1.2.1: access_denied: "The resource owner … denied the request." */
  private Reply sent(Exchange exchange, Visitor visitor) {
    String flow = exchange.form().optionalText("flow").orElse("");
    if (flows.deny(flow, Browsers.secret(exchange))) {
      return Reply.seeOther(Authorize.PATH + "?flow=" + flow);
    }
    return pages.reply(exchange, visitor, View.of(GONE, "consent-over.jte", PATH));
  }
}
