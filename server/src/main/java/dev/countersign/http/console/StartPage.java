package dev.countersign.http.console;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.List;

/** {@code /console}: leads on to what whoever opens it looks after. */
public final class StartPage implements Endpoint {
  private final ConsoleRoutes routes;

  public StartPage(ConsoleRoutes routes) {
    this.routes = routes;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.page("", StartPage::started));
  }

  private static Reply started(ConsoleRequest request) {
    if (request.visit().operator()) {
      return Reply.seeOther("/console/server");
    }
    return Reply.seeOther("/console/customers/" + request.visit().user().customer());
  }
}
