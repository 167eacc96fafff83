package dev.countersign.http.web;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.List;

/** The style sheet of the pages. */
final class PortalStyle implements Endpoint {
  private final WebDialect dialect;
  private final String style;

  PortalStyle(WebDialect dialect) {
    this.dialect = dialect;
    this.style = Html.resource("/pages/style.css") + Html.resource("/pages/portal.css");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            WebDialect.PREFIX + "/enroll/portal.css",
            dialect,
            BodyKind.NONE,
            Access.open(exchange ->
                Conditional.answer(
                    exchange,
                    Reply.text(200, "text/css; charset=utf-8", style),
                    "public, max-age=300"))));
  }
}
