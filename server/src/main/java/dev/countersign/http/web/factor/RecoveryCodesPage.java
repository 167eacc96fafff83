package dev.countersign.http.web.factor;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.View;
import dev.countersign.http.web.RecoveryCodesModel;
import dev.countersign.signin.BrowserUser;
import java.util.List;

/** {@code /account/recovery-codes}: how many are left, and new ones. */
final class RecoveryCodesPage implements Endpoint {
  private static final String PATH = "/account/recovery-codes";

  private final FactorPages.Features features;
  private final RecentSignIn recent;

  RecoveryCodesPage(FactorPages.Features features, RecentSignIn recent) {
    this.features = features;
    this.recent = recent;
  }

  @Override
  public List<Route> routes() {
    PageRoutes routes = features.routes(PATH);
    return List.of(
        routes.ownPage(PATH, recent.before(PATH, this::shown)),
        routes.ownForm(PATH, recent.before(PATH, this::renewed)));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    var overview = features.factors().of(caller.customer(), caller.id());
    return features.pages().reply(exchange, visitor, View.of(200, "factor/recovery.jte", overview));
  }

  private Reply renewed(Exchange exchange, Visitor visitor, BrowserUser caller) {
    List<String> codes =
        features.recovery().renew(caller.customer(), caller.id(), exchange.origin());
    return features.pages().reply(exchange, visitor, new RecoveryCodesModel(codes, PATH).view());
  }
}
