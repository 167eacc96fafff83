package dev.countersign.http.dialect.patrons;

import dev.countersign.domain.LiveSession;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.session.SignOut;
import java.util.List;

/** {@code POST logout}: the presented token is dead on every node once this has answered. */
final class PatronLogout implements Endpoint {
  private static final int NO_CONTENT = 204;

  private final PatronsDialect dialect;
  private final SignOut signOut;

  PatronLogout(PatronsDialect dialect, SignOut signOut) {
    this.dialect = dialect;
    this.signOut = signOut;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            PatronsDialect.PREFIX + "/logout",
            dialect,
            BodyKind.JSON_OR_FORM,
            Access.customer(this::logout)));
  }

  private Reply logout(Exchange exchange, LiveSession caller) {
    // Somebody who ended it in the same moment did what was asked for.
    var _ = signOut.end(caller, exchange.origin());
    return Reply.empty(NO_CONTENT);
  }
}
