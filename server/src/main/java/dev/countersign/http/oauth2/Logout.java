package dev.countersign.http.oauth2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.authorization.FlowView;
import dev.countersign.authorization.Parameters;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.PageGate;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.Visitor;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.Pages;
import dev.countersign.http.page.View;
import dev.countersign.logout.LogoutRequest;
import dev.countersign.logout.LogoutResult;
import dev.countersign.logout.LogoutResult.Ask;
import dev.countersign.logout.LogoutResult.Ended;
import dev.countersign.logout.LogoutResult.Refused;
import dev.countersign.logout.RelyingPartyLogout;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /oauth2/logout}: where clients send people to sign out (OpenID Connect RP-Initiated Logout
 * 1.0, section 2).
 */
final class Logout implements Endpoint {
  private static final String PATH = OAuthDialect.PREFIX + "/logout";
  private static final String CONFIRM = PATH + "/confirm";
  private static final List<String> NAMES =
      List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state");

  private final Dialect dialect;
  private final PageGate gate;
  private final Pages pages;
  private final RelyingPartyLogout logout;

  Logout(Dialect dialect, PageGate gate, Pages pages, RelyingPartyLogout logout) {
    this.dialect = dialect;
    this.gate = gate;
    this.pages = pages;
    this.logout = logout;
  }

  /** Section 2: "OPs MUST support the use of the HTTP GET and POST methods". */
  @Override
  public List<Route> routes() {
    return List.of(
        new Route(Method.GET, PATH, dialect, BodyKind.NONE, Access.page(gate, this::asked)),
        new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.open(Logout::posted)),
        new Route(Method.POST, CONFIRM, dialect, BodyKind.FORM, Access.page(gate, this::said)));
  }

  /** No cookie comes with a form of another site, so the browser is sent here once more. */
  private static Reply posted(Exchange exchange) {
    List<String> query = new ArrayList<>();
    fields(single(exchange.formParameters()))
        .forEach((name, value) -> query.add(name + "=" + URLEncoder.encode(value, UTF_8)));
    return Reply.seeOther(PATH + "?" + String.join("&", query));
  }

  private Reply asked(Exchange exchange, Visitor visitor) {
    Parameters sent = single(exchange.queryParameters());
    LogoutResult result =
        logout.ask(request(sent), visitor.user().map(Browsers::person), exchange.origin());
    return rendered(exchange, visitor, sent, result);
  }

  private Reply said(Exchange exchange, Visitor visitor) {
    Parameters sent = single(exchange.formParameters());
    LogoutResult result =
        logout.confirmed(request(sent), visitor.user().map(Browsers::person), exchange.origin());
    return rendered(exchange, visitor, sent, result);
  }

  private static Parameters single(Map<String, List<String>> sent) {
    Parameters parameters = new Parameters(sent);
    if (parameters.repeats()) {
      throw RequestRefused.malformed("A parameter was sent more than once");
    }
    return parameters;
  }

  private static LogoutRequest request(Parameters sent) {
    return new LogoutRequest(
        sent.one("id_token_hint"),
        sent.one("client_id"),
        sent.one("post_logout_redirect_uri"),
        sent.one("state"));
  }

  private static Map<String, String> fields(Parameters sent) {
    Map<String, String> fields = new LinkedHashMap<>();
    NAMES.forEach(name -> sent.one(name).ifPresent(value -> fields.put(name, value)));
    return fields;
  }

  private Reply rendered(Exchange exchange, Visitor visitor, Parameters sent, LogoutResult result) {
    Visitor nobody = new Visitor("", Optional.empty());
    return switch (result) {
      case Ask(var redirectUri) ->
          pages.reply(
              exchange,
              visitor,
              View.of(200, "logout.jte", new FormModel(CONFIRM, fields(sent)))
                  .leadingTo(redirectUri.map(FlowView::formTarget).stream().toList()));
      case Ended(var location) ->
          location
              .map(Reply::seeOther)
              .orElseGet(() -> pages.reply(exchange, nobody, View.of(200, "logged-out.jte", "")))
              .with(BrowserGate.forgotten());
      case Refused(String message) ->
          pages.reply(exchange, visitor, View.of(400, "logout-error.jte", new ErrorModel(message)));
    };
  }
}
