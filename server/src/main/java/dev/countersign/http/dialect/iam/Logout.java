package dev.countersign.http.dialect.iam;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.session.SignOut;
import dev.countersign.token.TokenGate.Bearer;
import java.util.List;
import java.util.Map;

/** {@code GET auth/logout}: ends the session of the token that was sent. */
final class Logout implements Endpoint {
  private final IamDialect dialect;
  private final SignOut signOut;

  Logout(IamDialect dialect, SignOut signOut) {
    this.dialect = dialect;
    this.signOut = signOut;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            IamDialect.PREFIX + "/auth/logout",
            dialect,
            BodyKind.NONE,
            Access.user(this::logout)));
  }

  private Reply logout(Exchange exchange, Bearer caller) {
    // Whether this request or another one at the same time ended it: it is over.
    var _ = signOut.end(caller.session(), exchange.origin());
    return Reply.json(200, Map.of());
  }
}
