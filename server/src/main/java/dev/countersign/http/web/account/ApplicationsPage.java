package dev.countersign.http.web.account;

import dev.countersign.account.OwnApplications.Application;
import dev.countersign.domain.ClientId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Scopes;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import java.util.List;

/** {@code /account/applications}: who may use the account, and an end to it. */
final class ApplicationsPage implements Endpoint {
  private static final String PATH = "/account/applications";
  private static final String APPLICATION = "application";

  private final AccountPages.Features features;

  ApplicationsPage(AccountPages.Features features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().ownPage(PATH, this::shown),
        features.routes().ownForm(PATH + "/end", this::end));
  }

  private Reply shown(Exchange exchange, Visitor visitor, BrowserUser caller) {
    Messages words = features.pages().words(exchange);
    List<ApplicationsModel.Row> rows =
        features.applications().list(caller).stream().map(one -> row(words, one)).toList();
    ApplicationsModel model = new ApplicationsModel(rows, exchange.query("ended").isPresent());
    return features
        .pages()
        .reply(exchange, visitor, View.of(200, "account/applications.jte", model));
  }

  private static ApplicationsModel.Row row(Messages words, Application application) {
    return new ApplicationsModel.Row(
        application.client().id().toString(),
        application.client().name(),
        Scopes.inWords(words, application.scopes().stream().sorted().toList()),
        application.agreedAt(),
        application.lastGrantAt());
  }

  private Reply end(Exchange exchange, Visitor visitor, BrowserUser caller) {
    // One that has ended meanwhile, or never was, is not there afterwards either.
    exchange
        .form()
        .optionalText(APPLICATION)
        .flatMap(ClientId::parse)
        .ifPresent(id -> features.applications().end(caller, id, exchange.origin()));
    return Reply.seeOther(PATH + "?ended");
  }
}
