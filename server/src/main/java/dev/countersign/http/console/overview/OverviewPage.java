package dev.countersign.http.console.overview;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.ConsoleRoutes;
import java.util.List;

/** {@code /console/customers/{customer}}: how a customer's people are doing. */
public final class OverviewPage implements Endpoint {
  private final ConsoleRoutes routes;

  public OverviewPage(ConsoleRoutes routes) {
    this.routes = routes;
  }

  @Override
  public List<Route> routes() {
    return List.of(routes.within("", OverviewPage::shown));
  }

  private static Reply shown(ConsoleRequest request) {
    return request.page(200, "console/overview/customer.jte", new OverviewModel(request.frame()));
  }
}
