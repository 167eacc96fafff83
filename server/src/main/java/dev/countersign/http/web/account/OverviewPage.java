package dev.countersign.http.web.account;

import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import dev.countersign.store.NotFound;
import java.util.List;

/** {@code /account}: what there is, and where it is changed. */
final class OverviewPage implements Endpoint {
  private final AccountPages.Features features;

  OverviewPage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(features.routes().ownPage("/account", this::shown));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    User user =
        features
            .users()
            .find(caller.customer(), caller.id())
            .orElseThrow(() -> new NotFound("the user"));
    OverviewModel model =
        new OverviewModel(
            user,
            caller.customerName(),
            caller.authTime(),
            features.sessions().list(caller).size(),
            features.applications().list(caller).size(),
            features.face().kept(caller));
    return features.pages().reply(exchange, visitor, View.of(200, "account/overview.jte", model));
  }
}
