package dev.countersign.http.web.factor;

import dev.countersign.crypto.Secret;
import dev.countersign.factor.AppCodes.Confirmation;
import dev.countersign.factor.AppCodes.Confirmed;
import dev.countersign.factor.AppCodes.NothingToConfirm;
import dev.countersign.factor.AppCodes.WrongCode;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.http.web.AppLink;
import dev.countersign.signin.AppSetUp;
import dev.countersign.signin.BrowserUser;
import java.util.List;
import java.util.Optional;

/** {@code /account/codes}: to set up, and remove, an app for one-time codes. */
final class AppPage implements Endpoint {
  private static final String PATH = "/account/codes";
  private static final int UNPROCESSABLE = 422;

  private final FactorPages.Features features;
  private final RecentSignIn recent;

  AppPage(FactorPages.Features features, RecentSignIn recent) {
    this.features = features;
    this.recent = recent;
  }

  @Override
  public List<Route> routes() {
    PageRoutes routes = features.routes(PATH);
    return List.of(
        routes.ownPage(PATH, recent.before(PATH, this::shown)),
        routes.ownForm(PATH + "/begin", recent.before(PATH, this::begun)),
        routes.ownForm(PATH + "/confirm", recent.before(PATH, this::confirmed)),
        routes.ownForm(PATH + "/remove", recent.before(PATH, this::removed)));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return page(200, exchange, visitor, caller, Problems.NONE);
  }

  private Reply begun(Exchange exchange, Visitor visitor, BrowserUser caller) {
    // Where one is confirmed already, the page says so.
    var _ = features.apps().begin(caller.customer(), caller.id());
    return Reply.seeOther(Onward.of(exchange).keptBy(PATH));
  }

  private Reply confirmed(Exchange exchange, Visitor visitor, BrowserUser caller) {
    String typed = exchange.form().optionalText("code").orElse("").replaceAll("[\\s-]", "");
    boolean demanded = features.consoleAsksForTwo() && Onward.of(exchange).intoConsole();
    AppSetUp.Ended ended =
        features.setUp().confirm(caller, Secret.of(typed), demanded, exchange.origin());
    Reply reply = answered(exchange, visitor, caller, ended.confirmation());
    return ended
        .stronger()
        .map(stronger -> reply.with(BrowserGate.cookie(stronger.cookie())))
        .orElse(reply);
  }

  private Reply answered(
      Exchange exchange, Visitor visitor, BrowserUser caller, Confirmation confirmation) {
    return switch (confirmation) {
      case Confirmed(List<String> codes) -> features.afterSetUp(exchange, visitor, codes, PATH);
      case WrongCode _ -> {
        String text = features.pages().words(exchange).text("app.wrong");
        yield page(UNPROCESSABLE, exchange, visitor, caller, Problems.of("code", text));
      }
      case NothingToConfirm _ -> Reply.seeOther(PATH);
    };
  }

  private Reply removed(Exchange exchange, Visitor visitor, BrowserUser caller) {
    features.apps().remove(caller.customer(), caller.id(), exchange.origin());
    return Reply.seeOther(PATH);
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, BrowserUser caller, Problems problems) {
    String issuer = features.ring().issuerOf(caller.customer()).baseUrl();
    Optional<AppLink> link =
        features
            .apps()
            .unconfirmed(caller.customer(), caller.id())
            .map(secret -> AppLink.of(issuer, caller.userName(), secret));
    AppModel model =
        new AppModel(
            features.factors().of(caller.customer(), caller.id()).app(),
            link,
            problems,
            Onward.of(exchange).next());
    return features.pages().reply(exchange, visitor, View.of(status, "factor/app.jte", model));
  }
}
