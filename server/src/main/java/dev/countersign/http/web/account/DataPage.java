package dev.countersign.http.web.account;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import java.util.List;

/** {@code /account/data}: everything that is known of one, as a file. */
final class DataPage implements Endpoint {
  private static final String PATH = "/account/data";

  private final AccountPages.Features features;
  private final DownloadTurns turns = new DownloadTurns();

  DataPage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().ownPage(PATH, this::shown),
        features.routes().ownPage(PATH + "/download", this::file));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return features
        .pages()
        .reply(exchange, visitor, View.of(200, "account/data.jte", caller.customerName()));
  }

  private Reply file(Exchange exchange, Visitor visitor, BrowserUser caller) {
    return turns
        .take(caller.customer(), caller.id(), () -> features.data().export(caller))
        .with("Content-Disposition", "attachment; filename=\"countersign-account.json\"")
        .with("Cross-Origin-Resource-Policy", "same-origin");
  }
}
