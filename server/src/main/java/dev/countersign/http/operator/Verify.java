package dev.countersign.http.operator;

import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.domain.UserId;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.List;

/**
 * {@code GET /verify}: a reverse proxy asks whether the request it holds may pass, and learns whose
 * it is. Headers carry ids alone: names may hold what no header may. All of them are always set, so
 * that none the client made up travels on in their place.
 */
final class Verify implements Endpoint {
  private final VerifyDialect dialect = new VerifyDialect();

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            VerifyDialect.PATH,
            dialect,
            BodyKind.NONE,
            Access.anyToken(Verify::verified)));
  }

  private static Reply verified(Exchange exchange, LiveSession caller) {
    return Reply.empty(200)
        .with("X-Auth-Subject", subject(caller))
        .with("X-Auth-Customer", caller.customerId().toString())
        .with("X-Auth-Session", caller.id().toString())
        .with("X-Auth-Scope", Scope.join(caller.scopes()));
  }

  private static String subject(LiveSession caller) {
    UserId user = caller.userId();
    if (user == null) {
      return caller.customerId().toString();
    }
    return user.toString();
  }
}
