package dev.countersign.http.web.factor;

import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Problems;
import dev.countersign.http.page.View;
import dev.countersign.http.web.PasskeyOptions;
import dev.countersign.passkey.PasskeyRegistration.Added;
import dev.countersign.passkey.PasskeyRegistration.Known;
import dev.countersign.passkey.PasskeyRegistration.NotValid;
import dev.countersign.passkey.PasskeyRegistration.Result;
import dev.countersign.passkey.PasskeyRegistration.TooMany;
import dev.countersign.signin.BrowserUser;
import java.util.List;

/** {@code /account/passkeys}: to add, name and remove them. */
final class PasskeysPage implements Endpoint {
  private static final String PATH = "/account/passkeys";
  private static final String CHANGED = PATH + "?changed";
  private static final int UNPROCESSABLE = 422;

  private final FactorPages.Features features;
  private final RecentSignIn recent;

  PasskeysPage(FactorPages.Features features, RecentSignIn recent) {
    this.features = features;
    this.recent = recent;
  }

  @Override
  public List<Route> routes() {
    PageRoutes routes = features.routes(PATH);
    return List.of(
        routes.ownPage(PATH, recent.before(PATH, this::shown)),
        routes.ownForm(PATH, recent.before(PATH, this::added)),
        routes.ownForm(PATH + "/rename", this::renamed),
        routes.ownForm(PATH + "/remove", recent.before(PATH, this::removed)));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return page(200, exchange, visitor, caller, Problems.NONE);
  }

  private Reply added(Exchange exchange, Visitor visitor, BrowserUser caller) {
    FormBody form = exchange.form();
    User user = features.user(caller);
    Result result =
        features
            .passkeys()
            .add(
                user,
                form.optionalText("credential").orElse(""),
                form.optionalText("name").orElse(""),
                visitor.csrfToken(),
                exchange.origin());
    return switch (result) {
      case Added(List<String> codes) -> features.afterSetUp(exchange, visitor, codes, CHANGED);
      case NotValid _ -> problem(exchange, visitor, caller, "passkeys.not-valid");
      case Known _ -> problem(exchange, visitor, caller, "passkeys.known");
      case TooMany _ -> problem(exchange, visitor, caller, "passkeys.too-many");
    };
  }

  private Reply problem(Exchange exchange, Visitor visitor, BrowserUser caller, String key) {
    Problems problems = Problems.of("make-passkey", features.pages().words(exchange).text(key));
    return page(UNPROCESSABLE, exchange, visitor, caller, problems);
  }

  private Reply renamed(Exchange exchange, Visitor visitor, BrowserUser caller) {
    FormBody form = exchange.form();
    String name = form.optionalText("name").orElse("");
    features
        .passkeys()
        .rename(caller.customer(), caller.id(), form.optionalText("passkey").orElse(""), name);
    return Reply.seeOther(CHANGED);
  }

  private Reply removed(Exchange exchange, Visitor visitor, BrowserUser caller) {
    String id = exchange.form().optionalText("passkey").orElse("");
    features.passkeys().remove(caller.customer(), caller.id(), id, exchange.origin());
    return Reply.seeOther(CHANGED);
  }

  private Reply page(
      int status, Exchange exchange, Visitor visitor, BrowserUser caller, Problems problems) {
    String options =
        PasskeyOptions.json(
            features
                .passkeys()
                .options(features.user(caller), caller.customerName(), visitor.csrfToken()));
    boolean changed = exchange.safe() && exchange.query("changed").isPresent();
    PasskeysModel model =
        new PasskeysModel(
            features.passkeys().list(caller.customer(), caller.id()),
            options,
            problems,
            changed,
            Onward.of(exchange).next());
    return features.pages().reply(exchange, visitor, View.of(status, "factor/passkeys.jte", model));
  }
}
