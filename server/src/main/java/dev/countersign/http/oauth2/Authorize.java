package dev.countersign.http.oauth2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.authorization.Authorization;
import dev.countersign.authorization.Parameters;
import dev.countersign.authorization.PostResult;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/** {@code /oauth2/authorize}: where clients send people (RFC 6749, section 3.1). */
final class Authorize implements Endpoint {
  static final String PATH = OAuthDialect.PREFIX + "/authorize";

  private final Dialect dialect;
  private final Authorization authorization;
  private final Browsers browsers;
  private final FrontChannel front;

  Authorize(Dialect dialect, Authorization authorization, Browsers browsers, FrontChannel front) {
    this.dialect = dialect;
    this.authorization = authorization;
    this.browsers = browsers;
    this.front = front;
  }

  /**
   * RFC 6749, section 3.1: "The authorization server MUST support the use of the HTTP "GET" method
   * for the authorization endpoint and MAY support the use of the "POST" method as well." OpenID
   * Connect Core 1.0, section 3.1.2.1, demands both.
   */
  @Override
  public List<Route> routes() {
    return List.of(
        new Route(Method.GET, PATH, dialect, BodyKind.NONE, Access.open(this::asked)),
        new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.open(this::posted)));
  }

  private Reply asked(Exchange exchange) {
    Parameters sent = new Parameters(exchange.queryParameters());
    Optional<String> flow = sent.one("flow").filter(_ -> !sent.has("client_id"));
    if (flow.isPresent()) {
      return front.of(exchange, authorization.resume(flow.get(), browsers.of(exchange)));
    }
    return front.of(exchange, authorization.begin(sent, browsers.of(exchange)));
  }

  /** No cookie comes with a form of another site, so the browser is sent here once more. */
  private Reply posted(Exchange exchange) {
    Parameters sent = new Parameters(exchange.formParameters());
    return switch (authorization.post(sent, exchange.origin())) {
      case PostResult.Refused(var result) -> front.of(exchange, result);
      case PostResult.Kept kept ->
          Reply.seeOther(
              PATH
                  + "?client_id="
                  + kept.clientId()
                  + "&request_uri="
                  + URLEncoder.encode(kept.requestUri(), UTF_8));
    };
  }
}
