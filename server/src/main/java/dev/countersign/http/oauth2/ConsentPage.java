package dev.countersign.http.oauth2;

import dev.countersign.authorization.Authorization;
import dev.countersign.authorization.FlowView;
import dev.countersign.authorization.Flows;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageRoutes;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.Scopes;
import dev.countersign.http.page.View;
import dev.countersign.signin.BrowserUser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /consent}: a person lets an application use their account, or does not. */
final class ConsentPage implements Endpoint {
  private static final String PATH = "/consent";
  private static final String FLOW = "flow";
  private static final String DECISION = "decision";
  private static final String ALLOW = "allow";
  private static final String DENY = "deny";
  private static final int GONE = 410;

  private final Pages pages;
  private final PageRoutes routes;
  private final Browsers browsers;
  private final Authorization authorization;
  private final Flows flows;

  ConsentPage(
      Pages pages, BrowserGate gate, Browsers browsers, Authorization authorization, Flows flows) {
    this.pages = pages;
    this.routes = PageRoutes.below(PATH, pages, gate);
    this.browsers = browsers;
    this.authorization = authorization;
    this.flows = flows;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.ownPage(PATH, this::asked), routes.ownForm(PATH, this::said));
  }

  private Reply asked(Exchange exchange, Visitor visitor, BrowserUser caller) {
    String flow = exchange.query(FLOW).orElse("");
    return view(exchange, caller, flow)
        .map(view -> page(exchange, visitor, caller, flow, view))
        .orElseGet(() -> over(exchange, visitor));
  }

  /** The flow, where this person may answer it. */
  private Optional<FlowView> view(Exchange exchange, BrowserUser caller, String flow) {
    return flows
        .view(flow, Browsers.secret(exchange))
        .filter(view -> view.client().customerId().equals(caller.customer()));
  }

  private Reply page(
      Exchange exchange, Visitor visitor, BrowserUser caller, String flow, FlowView view) {
    var settings = view.client().settings();
    ConsentModel model =
        new ConsentModel(
            flow,
            view.client().name(),
            view.redirectTarget().replaceFirst("^https?://", ""),
            caller.customerName(),
            caller.userName(),
            Scopes.inWords(pages.words(exchange), view.scopes()),
            link(settings.policyUri()),
            link(settings.tosUri()));
    return pages.reply(
        exchange,
        visitor,
        View.of(200, "consent.jte", model).leadingTo(List.of(view.redirectTarget())));
  }

  /** Whatever was registered, a link leads to a web page and runs nothing. */
  private static Optional<String> link(@Nullable String uri) {
    return Optional.ofNullable(uri).filter(one -> one.startsWith("https://"));
  }

  private Reply said(Exchange exchange, Visitor visitor, BrowserUser caller) {
    FormBody form = exchange.form();
    String flow = form.optionalText(FLOW).orElse("");
    Optional<FlowView> view = view(exchange, caller, flow);
    if (view.isEmpty()) {
      return over(exchange, visitor);
    }
    boolean done =
        switch (form.optionalText(DECISION).orElse("")) {
          case ALLOW -> authorization.allow(flow, browsers.of(exchange), exchange.origin());
          case DENY -> flows.deny(flow, Browsers.secret(exchange));
          default -> false;
        };
    if (!done) {
      return page(exchange, visitor, caller, flow, view.get());
    }
    return Reply.seeOther(Authorize.PATH + "?flow=" + flow);
  }

  private Reply over(Exchange exchange, Visitor visitor) {
    return pages.reply(exchange, visitor, View.of(GONE, "consent-over.jte", PATH));
  }
}
