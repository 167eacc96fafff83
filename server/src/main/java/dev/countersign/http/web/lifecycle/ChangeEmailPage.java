package dev.countersign.http.web.lifecycle;

import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.lifecycle.AddressChange;
import dev.countersign.signin.BrowserUser;
import java.util.List;
import java.util.Map;

/** {@code /account/email}: another address for one's own account. */
final class ChangeEmailPage implements Endpoint {
  private static final String PATH = "/account/email";
  private static final String EMAIL = "email";

  private final PageRoutes routes;
  private final PlainPages pages;
  private final OwnAccountForm own;
  private final AddressChange change;

  ChangeEmailPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.pages = features.plain();
    this.own = new OwnAccountForm(pages, features.passwords());
    this.change = features.accounts().addressChange();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.ownPage(
            PATH, (exchange, visitor, caller) -> page(200, exchange, visitor, "", Problems.NONE)),
        routes.ownForm(PATH, this::sent));
  }

  private Reply sent(Exchange exchange, Visitor visitor, BrowserUser caller) {
    String email = PlainPages.line(exchange.form(), EMAIL);
    OwnAccountForm.Again again =
        (status, problems) -> page(status, exchange, visitor, email, problems);
    if (email.isEmpty()) {
      String missing = pages.words(exchange).text("sign-up.email.missing");
      return again.show(PlainPages.UNPROCESSABLE, Problems.of(EMAIL, missing));
    }
    return own.confirmed(
        exchange, visitor, caller, again, () -> asked(exchange, visitor, caller, email, again));
  }

  private Reply asked(
      Exchange exchange,
      Visitor visitor,
      BrowserUser caller,
      String email,
      OwnAccountForm.Again again) {
    try {
      var _ = change.request(caller.customer(), caller.id(), email, exchange.origin());
    } catch (InvalidInput e) {
      return again.show(PlainPages.UNPROCESSABLE, Problems.of(EMAIL, e.getMessage() + "."));
    }
    return pages.notice(
        200, exchange, visitor, "change-email.sent", "/account", "change-email.account");
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, String email, Problems problems) {
    String label = pages.words(exchange).text("change-email.new");
    return pages.form(
        status,
        exchange,
        visitor,
        "change-email",
        List.of(Field.text(EMAIL, label, "email", email).typed("email"), own.password(exchange)),
        Map.of(),
        problems,
        "/account",
        "cancel");
  }
}
