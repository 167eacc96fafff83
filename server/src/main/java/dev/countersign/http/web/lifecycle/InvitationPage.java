package dev.countersign.http.web.lifecycle;

import dev.countersign.http.Endpoint;
import dev.countersign.http.Route;
import dev.countersign.http.page.PageRoutes;
import java.util.List;

/** {@code /invitation}: an invited person chooses their first password. */
final class InvitationPage implements Endpoint {
  private static final String PATH = "/invitation";

  private final PageRoutes routes;
  private final NewPassword chosen;

  InvitationPage(LifecyclePages.Features features) {
    this.routes = PageRoutes.below(PATH, features.pages(), features.gate());
    this.chosen =
        new NewPassword(features.plain(), features.accounts().forgottenPassword(), "invitation");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        routes.page(
            PATH,
            (exchange, visitor) ->
                chosen.asked(exchange, visitor, PlainPages.query(exchange, PlainPages.TOKEN))),
        routes.form(PATH, chosen::sent));
  }
}
