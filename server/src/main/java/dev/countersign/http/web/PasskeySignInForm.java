package dev.countersign.http.web;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.web.Flows.Flow;
import dev.countersign.signin.BrowserSignIn;
import dev.countersign.signin.PasskeySignIn;
import java.util.List;

/** {@code /sign-in/passkey}: what a passkey signed, sent by the script of the sign-in page. */
final class PasskeySignInForm implements Endpoint {
  private static final String PATH = "/sign-in/passkey";
  private static final int UNPROCESSABLE = 422;

  private final SignInPages.Features features;
  private final SignInPage page;
  private final PageRoutes routes;

  PasskeySignInForm(SignInPages.Features features, SignInPage page) {
    this.features = features;
    this.page = page;
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.form(PATH, this::sent));
  }

  private Reply sent(Exchange exchange, Visitor visitor) {
    FormBody form = exchange.form();
    Aim aim = Aim.sent(features.flows(), exchange);
    PasskeySignIn.Request request =
        new PasskeySignIn.Request(
            aim.flow()
                .map(Flow::customer)
                .or(() -> features.defaultCustomer().of(exchange.authority())),
            form.optionalText("credential").orElse(""),
            visitor.csrfToken(),
            visitor.user(),
            exchange.origin());
    BrowserSignIn.Result result = features.passkeySignIn().signIn(request);
    if (result instanceof BrowserSignIn.Refused) {
      String text = features.pages().words(exchange).text("sign-in.passkey.refused");
      Problems problems = Problems.of("use-passkey", text);
      return page.page(UNPROCESSABLE, exchange, visitor, aim, "", problems);
    }
    return page.answered(exchange, visitor, aim, "", result);
  }
}
