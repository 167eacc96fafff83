package dev.countersign.http.oauth2;

import dev.countersign.domain.Client;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.KeyCredentials;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.token.KeyCaller;
import dev.countersign.token.Revocation;
import dev.countersign.token.RevocationResult;
import java.util.List;
import java.util.Set;

/** {@code POST revoke}: ends the session a token belongs to (RFC 7009). */
final class Revoke implements Endpoint {
  static final String PATH = OAuthDialect.PREFIX + "/revoke";

  private final OAuthDialect dialect;
  private final Revocation revocation;
  private final TokenParameter parameter;
  private final ClientCaller clients;

  Revoke(
      OAuthDialect dialect, Revocation revocation, TokenParameter parameter, ClientCaller clients) {
    this.dialect = dialect;
    this.revocation = revocation;
    this.parameter = parameter;
    this.clients = clients;
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.open(this::revoke)));
  }

  private Reply revoke(Exchange exchange) {
    if (clients.isMeant(exchange)) {
      return clients.serve(exchange, Set.of(), (client, form) -> revoke(exchange, client, form));
    }
    return revoke(exchange, KeyCredentials.of(exchange));
  }

  private Reply revoke(Exchange exchange, Client client, FormBody form) {
    revocation.revoke(client, form.text("token"), exchange.origin());
    return Reply.empty(200);
  }

  private Reply revoke(Exchange exchange, KeyCaller caller) {
    // RFC 7009, section 2.1: "An invalid value for the "token_type_hint" is ignored".
    String token = parameter.of(exchange, caller);
    return switch (revocation.revoke(caller, token, exchange.origin())) {
      // RFC 7009, section 2.2: "The authorization server responds with HTTP status code 200 if the
      // token has been revoked successfully or if the client submitted an invalid token."
      case RevocationResult.Done() -> Reply.empty(200);
      case RevocationResult.Refused(var refusal) -> dialect.refused(refusal, exchange);
    };
  }
}
