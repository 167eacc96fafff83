package dev.countersign.http.web;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import dev.countersign.session.SignOut;
import java.util.List;

/** {@code /sign-out}: asks whoever comes by a link, and ends the sign-in of whoever says so. */
final class SignOutPage implements Endpoint {
  private static final String PATH = "/sign-out";
  private static final String DONE = "/sign-in?signed-out";

  private final PageRoutes routes;
  private final Pages pages;
  private final SignOut signOut;

  SignOutPage(SignInPages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.pages();
    this.signOut = features.signOut();
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page(PATH, this::asked), routes.form(PATH, this::said));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    return visitor
        .user()
        .map(user -> pages.reply(exchange, visitor, View.of(200, "sign-out.jte", user)))
        .orElseGet(() -> Reply.seeOther(DONE));
  }

  private Reply said(Exchange exchange, Visitor visitor) {
    visitor
        .user()
        .ifPresent(
            user -> signOut.end(user.customer(), user.id(), user.session(), exchange.origin()));
    return Reply.seeOther(DONE).with(BrowserGate.forgotten());
  }
}
