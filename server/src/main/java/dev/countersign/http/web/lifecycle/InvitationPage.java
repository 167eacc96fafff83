package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.http.page.BrowserGate;
import dev.countersign.http.page.PageDialect;
import java.util.List;

/** {@code /invitation}: an invited person chooses their first password. */
final class InvitationPage implements Endpoint {
  private static final String PATH = "/invitation";

  private final Dialect dialect;
  private final BrowserGate gate;
  private final NewPassword chosen;

  InvitationPage(LifecyclePages.Features features) {
    this.dialect = new PageDialect(PATH, features.pages());
    this.gate = features.gate();
    this.chosen =
        new NewPassword(features.plain(), features.accounts().forgottenPassword(), "invitation");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            PATH,
            dialect,
            BodyKind.NONE,
            Access.page(
                gate,
                (exchange, visitor) ->
                    chosen.asked(exchange, visitor, PlainPages.query(exchange, PlainPages.TOKEN)))),
        new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.page(gate, chosen::sent)));
  }
}
